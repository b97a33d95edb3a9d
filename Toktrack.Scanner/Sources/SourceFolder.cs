namespace Toktrack.Scanner.Sources;

/// <summary>A folder a source looks in.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Exists">False where there is none: that is no error.</param>
/// <param name="Files">Log files below it.</param>
/// <param name="Bytes">Their length in bytes.</param>
public sealed record SourceFolder(string Path, bool Exists, int Files, long Bytes);
