namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>A file that the scanner and the reference read differently.</summary>
/// <param name="File">Its bytes, as few lines as still show the difference.</param>
/// <param name="Name">Its name below the folder.</param>
/// <param name="Setup">The way it was read.</param>
/// <param name="Cuts">Where it was cut into parts.</param>
/// <param name="Difference">What differs.</param>
internal sealed record FuzzFind(byte[] File, string Name, FuzzSetup Setup, long[] Cuts, string Difference)
{
    public override string ToString() =>
        $"{Difference}\n{Setup}, cuts [{string.Join(", ", Cuts)}], {Name}, {File.Length} bytes:\n{System.Text.Encoding.Latin1.GetString(File.AsSpan(0, Math.Min(File.Length, 3000)))}";

    /// <summary>Writes the file and a note beside it; returns its path.</summary>
    public string Save(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".jsonl");
        System.IO.File.WriteAllBytes(path, File);
        System.IO.File.WriteAllText(Path.ChangeExtension(path, ".txt"), ToString());
        return path;
    }
}
