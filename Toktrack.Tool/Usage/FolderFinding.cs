namespace Toktrack.Tool.Usage;

/// <summary>A folder a CLI's logs are looked for in.</summary>
/// <param name="Source">The CLI.</param>
/// <param name="Path">The folder.</param>
/// <param name="Exists">It is there.</param>
/// <param name="Files">Log files in it.</param>
/// <param name="Bytes">Their bytes.</param>
internal sealed record FolderFinding(string Source, string Path, bool Exists, int Files, long Bytes);
