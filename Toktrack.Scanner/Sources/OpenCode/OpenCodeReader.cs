using System.Text.Json;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>Reads OpenCode's databases and the message files of its older versions.</summary>
internal sealed class OpenCodeReader : IUsageReader
{
    private readonly ReaderContext _context;
    private readonly OpenCodeRecords _records;
    private readonly OpenCodeDatabaseReader _databases;
    private readonly OpenCodeSessionFiles _sessions = new();

    public OpenCodeReader(ReaderContext context)
    {
        _context = context;
        _records = new(context);
        _databases = new(context, _records);
    }

    /// <inheritdoc/>
    public FileCheckpoint Read(in ReadRequest request)
    {
        if (request.File.Layout == OpenCodeSource.Database) return _databases.Read(request.File, request.State.Span);
        ReadMessageFile(request.File);
        return FileCheckpoint.ReadWhole;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void ReadMessageFile(LogFile file)
    {
        if (DocumentBytes.Read(file.Path, _context) is not { } json) return;
        try
        {
            var message = OpenCodeMessage.Parse(json);
            if (!message.IsResponse) return;
            var id = message.Id is { Length: > 0 } own ? own : Path.GetFileNameWithoutExtension(file.Path);
            var session = message.Session is { Length: > 0 } named ? named : Path.GetFileName(Path.GetDirectoryName(file.Path)) ?? "";
            _records.Add(file, _context.Names.Intern(NameKind.File, file.Path), message, id, _sessions.Find(file.Path, session), 0, -1);
        }
        catch (JsonException)
        {
            _context.Diagnostics.Report(DiagnosticKind.MalformedLine, file.Path, 0, "The file is not one JSON object; it was skipped and is read again when it changes.");
        }
    }
}
