using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Claude Code files that are written, read by the scanner in some way and compared with the reference.</summary>
internal sealed class FileReadings : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(
        System.IO.Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath(), $"toktrack-readings-{Guid.NewGuid():N}")).FullName;

    public string Path => System.IO.Path.Combine(_folder, "session.jsonl");

    /// <summary>Null where the scanner reads <paramref name="bytes"/> as the reference does, else what differs.</summary>
    public string? Difference(byte[] bytes, FuzzSetup setup, params long[] cuts)
    {
        File.WriteAllBytes(Path, bytes);
        using var reader = new FuzzReader(SourceId.ClaudeCode, setup);
        return reader.Difference(Path, bytes, PlainClaudeReader.Read(bytes, Path, setup.LongestLine), cuts);
    }

    /// <summary>Reads <paramref name="bytes"/>; the reader holds what it found.</summary>
    public FuzzReader Read(byte[] bytes, FuzzSetup setup)
    {
        File.WriteAllBytes(Path, bytes);
        var reader = new FuzzReader(SourceId.ClaudeCode, setup);
        reader.Read(Path, bytes.Length, []);
        return reader;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
