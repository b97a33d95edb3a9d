using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>
/// Titles of Claude Code's sessions. The CLI repeats them near the end of the transcript, older versions wrote a summary at its
/// start: both ends are looked at and never the whole file. What the user chose goes before what the CLI made up.
/// </summary>
internal static class ClaudeTitles
{
    private const int HeadBytes = 16 << 10;
    private const int TailBytes = 64 << 10;
    private const int MostParents = 32;

    // Lines with titles have some hundred bytes; longer ones hold conversations, and are not searched for words about titles.
    private const int MostLine = 8 << 10;

    public static void Find(IReadOnlyList<string> roots, IReadOnlyCollection<(string Session, string Project)> sessions, IDictionary<string, string> titles)
    {
        var buffer = new byte[TailBytes];
        foreach (var (session, project) in sessions)
        {
            if (session.Length == 0 || session.AsSpan().ContainsAny("/\\\0") || session.Contains("..", StringComparison.Ordinal)) continue;
            foreach (var path in Candidates(roots, session, project))
            {
                if (!File.Exists(path)) continue;
                if (Read(path, buffer) is { } title) titles[session] = title;
                break;
            }
        }
    }

    /// <summary>The titles in transcripts; sub-agents' have none of their own.</summary>
    public static IEnumerable<(string Session, string Title)> In(IEnumerable<LogFile> files)
    {
        var buffer = new byte[TailBytes];
        foreach (var file in files)
        {
            var session = Path.GetFileNameWithoutExtension(file.Path);
            if (session.StartsWith("agent-", StringComparison.Ordinal)) continue;
            if (Read(file.Path, buffer) is { } title) yield return (session, title);
        }
    }

    // A transcript lies in a folder named after the folder the session began in: the project or one above it.
    private static IEnumerable<string> Candidates(IReadOnlyList<string> roots, string session, string project)
    {
        foreach (var root in roots)
        {
            var folder = project;
            for (var i = 0; i < MostParents && !string.IsNullOrEmpty(folder); i++)
            {
                yield return Path.Combine(root, FolderName(folder), session + ".jsonl");
                folder = Path.GetDirectoryName(folder);
            }
        }
    }

    private static string FolderName(string project) => string.Create(project.Length, project, static (name, path) =>
    {
        for (var i = 0; i < path.Length; i++) name[i] = char.IsAsciiLetterOrDigit(path[i]) ? path[i] : '-';
    });

    private static string? Read(string path, byte[] buffer)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            var title = Scan(file, Math.Max(0, length - TailBytes), buffer);
            if (title.Text is null && length > TailBytes) title = Scan(file, 0, buffer.AsSpan(0, HeadBytes));
            return title.Text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Title Scan(SafeFileHandle file, long offset, Span<byte> buffer)
    {
        var best = new Title(0, null);
        ReadOnlySpan<byte> bytes = buffer[..RandomAccess.Read(file, buffer, offset)];
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            if (line.Length <= MostLine && (line.IndexOf("-title\""u8) >= 0 || line.IndexOf("\"summary\""u8) >= 0)) best = best.Or(Parse(line));
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }

        return best;
    }

    private static Title Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            string? type = null, custom = null, made = null, summary = null;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return new(0, null);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isType, isCustom, isMade, isSummary) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("customTitle"u8), reader.ValueTextEquals("aiTitle"u8), reader.ValueTextEquals("summary"u8));
                reader.Read();
                var text = reader.TokenType == JsonTokenType.String && (isType || isCustom || isMade || isSummary) ? reader.GetString() : null;
                if (isType) type = text;
                if (isCustom) custom = text;
                if (isMade) made = text;
                if (isSummary) summary = text;
                reader.Skip();
            }

            return type switch { "custom-title" => new(3, custom), "ai-title" => new(2, made), "summary" => new(1, summary), _ => new(0, null) };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(0, null); // half a line at the edge of the window
        }
    }

    /// <summary>A title with its weight; of equal ones the later counts.</summary>
    private readonly record struct Title(int Weight, string? Text)
    {
        public Title Or(Title other) => !string.IsNullOrWhiteSpace(other.Text) && other.Weight >= Weight ? other : this;
    }
}
