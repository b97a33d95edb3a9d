using System.Text.Json;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Rendering;

/// <summary>The folders logs are looked for in, as a table and as JSON.</summary>
internal static class FolderTable
{
    public static void Write(IReadOnlyList<FolderFinding> folders, TableWriter writer)
    {
        if (folders.Count == 0) return;
        var source = new TableColumn("CLI", Tone.Key);
        var path = new TableColumn("Folder", Tone.Plain) { MinWidth = 16, CutMiddle = true };
        var files = new TableColumn("Files", Tone.Plain) { AlignRight = true };
        var bytes = new TableColumn("Bytes", Tone.Plain) { AlignRight = true, DropOrder = 1 };
        foreach (var folder in folders)
        {
            source.Add(folder.Source);
            path.Add(TerminalText.Escape(folder.Path));
            files.Add(folder.Exists ? NumberText.Full(folder.Files) : "not there", folder.Exists ? NumberText.Short(folder.Files) : "–");
            bytes.Add(NumberText.Full(folder.Bytes), NumberText.Short(folder.Bytes));
        }

        writer.Write([source, path, files, bytes], footers: 0, row => !folders[row].Exists);
    }

    public static void Write(IReadOnlyList<FolderFinding> folders, Utf8JsonWriter json)
    {
        json.WriteStartArray("folders");
        foreach (var folder in folders)
        {
            json.WriteStartObject();
            json.WriteString("source", folder.Source);
            json.WriteString("path", folder.Path);
            json.WriteBoolean("exists", folder.Exists);
            json.WriteNumber("files", folder.Files);
            json.WriteNumber("bytes", folder.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
