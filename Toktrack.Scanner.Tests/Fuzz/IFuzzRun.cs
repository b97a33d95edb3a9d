namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Something that makes logs, reads them and compares, step by step. Used by one thread at a time.</summary>
internal interface IFuzzRun : IDisposable
{
    /// <summary>What is read, and how.</summary>
    string Name { get; }

    /// <summary>Lines (messages, where the log is no lines) made and compared so far; no two are the same bytes but by chance or where a file is copied.</summary>
    long Lines { get; }

    /// <summary>Usage records among them.</summary>
    long Records { get; }

    /// <summary>Broken places among them.</summary>
    long Malformed { get; }

    /// <summary>Bytes so far.</summary>
    long Bytes { get; }

    /// <summary>Lines by kernel.</summary>
    IReadOnlyDictionary<string, long> ByKernel { get; }

    /// <summary>One more step; returns what it found, which should be nothing.</summary>
    FuzzFind? Step(bool damaged);
}
