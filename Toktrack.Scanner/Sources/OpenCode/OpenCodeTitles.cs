using System.Text.Json;
using Microsoft.Data.Sqlite;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>The titles OpenCode gives its sessions: for reports that list sessions, read only then.</summary>
internal static class OpenCodeTitles
{
    /// <summary>Titles by session id below <paramref name="roots"/>; those of databases before those of the older files.</summary>
    public static Dictionary<string, string> Read(IEnumerable<string> roots, IEnumerable<LogFile> files, ScanDiagnostics diagnostics)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var database in files.Where(f => f.Layout == OpenCodeSource.Database)) ReadDatabase(database.Path, titles, diagnostics);
        var walker = new FileWalker(diagnostics);
        foreach (var root in roots)
        {
            walker.Walk(Path.Combine(root, "storage", "session"), [".json"], f => ReadFile(f.Path, titles, diagnostics));
        }

        return titles;
    }

    private static void ReadDatabase(string path, Dictionary<string, string> titles, ScanDiagnostics diagnostics)
    {
        try
        {
            using var database = OpenCodeDatabase.Open(path);
            using var command = database.Connection.CreateCommand();
            command.CommandText = "SELECT id, title FROM session WHERE title <> ''";
            using var rows = command.ExecuteReader();
            while (rows.Read()) titles.TryAdd(rows.GetString(0), rows.GetString(1));
        }
        catch (Exception e) when (e is SqliteException or IOException or InvalidCastException)
        {
            diagnostics.Report(DiagnosticKind.UnreadableFile, path, -1, $"The titles of its sessions cannot be read ({e.Message.TrimEnd('.')}); sessions are shown by id.");
        }
    }

    private static void ReadFile(string path, Dictionary<string, string> titles, ScanDiagnostics diagnostics)
    {
        try
        {
            var id = Path.GetFileNameWithoutExtension(path);
            if (OpenCodeSession.Parse(id, File.ReadAllBytes(path)).Title is { Length: > 0 } title) titles.TryAdd(id, title);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(DiagnosticKind.UnreadableFile, path, -1, $"The title of the session cannot be read ({e.Message.TrimEnd('.')}); it is shown by id.");
        }
    }
}
