namespace Toktrack.Scanner.Io;

/// <summary>A regular file that a walk met.</summary>
/// <param name="Path">Its whole path.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="LastWrite">Its last modification, UTC ticks.</param>
public readonly record struct WalkedFile(string Path, long Length, long LastWrite);
