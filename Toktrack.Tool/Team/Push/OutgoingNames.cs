using System.Security.Cryptography;
using System.Text;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Team.Push;

/// <summary>
/// Names as they leave this machine: paths of logs with the machine before them, redacted kinds as keyed hashes. Log paths
/// hold the names of projects and sessions, so they are hashed where any kind is.
/// </summary>
internal sealed class OutgoingNames(NameTable names, PushOptions options)
{
    private const int HashBytes = 12;

    private readonly Dictionary<int, string> _texts = [];
    private readonly Dictionary<int, string> _machines = [];

    /// <summary>The text to send for a name.</summary>
    public string Text(int name)
    {
        if (_texts.TryGetValue(name, out var text)) return text;
        var kind = names.KindOf(name);
        text = kind == NameKind.File ? Path(names[name]) : options.Redacted.Contains(kind) ? Hash(kind, names[name]) : Clean(names[name]);
        _texts.Add(name, text);
        return text;
    }

    /// <summary>The kind of a name.</summary>
    public NameKind KindOf(int name) => names.KindOf(name);

    /// <summary>The machine a log file is on.</summary>
    public string Machine(int file)
    {
        if (_machines.TryGetValue(file, out var machine)) return machine;
        machine = LedgerContents.Qualify(names[file], options.Machine).Machine;
        _machines.Add(file, machine);
        return machine;
    }

    /// <summary>A text PostgreSQL can hold: it has no NUL, and no halves of characters.</summary>
    public static string Clean(string text)
    {
        if (!text.Contains('\0') && !text.Any(char.IsSurrogate)) return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
    }

    private string Path(string path)
    {
        var (machine, qualified) = LedgerContents.Qualify(path, options.Machine);
        return options.Redacted.Count == 0 ? Clean(qualified) : $"@{machine}:{Hash(NameKind.File, qualified)}";
    }

    private string Hash(NameKind kind, string text)
    {
        if (text.Length == 0) return "";
        var hash = HMACSHA256.HashData(options.Key, Encoding.UTF8.GetBytes($"{(int)kind}:{text}"));
        return $"{kind.ToString().ToLowerInvariant()}-{Convert.ToHexStringLower(hash.AsSpan(0, HashBytes))}";
    }
}
