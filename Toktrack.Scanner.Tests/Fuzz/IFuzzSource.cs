using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>A source to fuzz: makes files and says what they hold. Used by one thread.</summary>
internal interface IFuzzSource
{
    SourceId Id { get; }

    /// <summary>What kind of file it is to its source (see <see cref="Toktrack.Scanner.Io.LogFile.Layout"/>).</summary>
    int Layout { get; }

    /// <summary>Name of the file below the folder; one of very few.</summary>
    string FileName(Dice dice);

    /// <summary>Adds about <paramref name="lines"/> lines to <paramref name="file"/>, some of them broken where <paramref name="damaged"/>.</summary>
    void Write(ByteText file, int lines, bool damaged, Dice dice);

    /// <summary>What the reference reads. Lines longer than <paramref name="longestLine"/> bytes, line feed included, are passed over.</summary>
    PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine);
}
