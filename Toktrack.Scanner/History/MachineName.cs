namespace Toktrack.Scanner.History;

/// <summary>
/// The machine a record comes from. It stands before the path of the record's file, as <c>@laptop-1f2e3d4c:/home/me/log</c>;
/// paths of the ledger's own machine carry none.
/// </summary>
internal static class MachineName
{
    public const int MaxLength = 64;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>A path as it leaves this machine.</summary>
    public static string Qualify(string path, string machine) => path.StartsWith('@') ? path : $"@{machine}:{path}";

    /// <summary>A path as it arrives here; null where it names no machine.</summary>
    public static string? Localise(string path, string machine)
    {
        var colon = path.IndexOf(':');
        if (!path.StartsWith('@') || colon < 0 || !IsValid(path[1..colon])) return null;
        return path.AsSpan(1, colon - 1).SequenceEqual(machine) ? path[(colon + 1)..] : path;
    }
}
