using Toktrack.Scanner.Io;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>Reads chats of both formats.</summary>
internal sealed class GeminiReader : IUsageReader
{
    private readonly ReaderContext _context;
    private readonly GeminiRecordReader _records = new();
    private readonly GeminiProjects _projects = new();
    private readonly GeminiStream _stream;

    public GeminiReader(ReaderContext context)
    {
        _context = context;
        _stream = new(_records, context.Diagnostics, Send);
    }

    /// <inheritdoc/>
    public FileCheckpoint Read(in ReadRequest request)
    {
        if (request.File.Layout == GeminiSource.Document || (request.Start == 0 && IsPrettyPrinted(request.File.Path)))
        {
            ReadDocument(request.File);
            return FileCheckpoint.ReadWhole;
        }

        _records.Clear(session: true);
        GeminiState.Restore(request.State.Span, _records);
        _stream.Begin(request.File);
        return _context.Window.Read(request, _stream) with { State = GeminiState.Pack(_records) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void ReadDocument(LogFile file)
    {
        if (DocumentBytes.Read(file.Path, _context) is not { } bytes) return;
        var offset = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        _records.Clear(session: true);
        if (!_records.Read(bytes.AsSpan(offset), offset, isDocument: true, out _))
        {
            _context.Diagnostics.Report(DiagnosticKind.MalformedLine, file.Path, offset,
                $"The document is not JSON to its end; its {_records.Messages.Count} complete responses were read, the rest is read when it changes.");
        }
        else if (_records.Session is null && !_records.HasMessages)
        {
            _context.Diagnostics.Report(DiagnosticKind.UnknownFormat, file.Path, offset, "The document is not a Gemini chat; it was skipped.");
        }

        Send(file, inDocument: true);
    }

    private void Send(LogFile file, bool inDocument)
    {
        if (_records.Messages.Count == 0) return;
        var name = _context.Names.Intern(NameKind.File, file.Path);
        var project = _context.Names.Intern(NameKind.Project, _projects.Of(file.Path));
        for (var i = 0; i < _records.Messages.Count; i++)
        {
            var message = _records.Messages[i];
            if (message.BadCounts != 0)
            {
                _context.Diagnostics.Report(DiagnosticKind.BadCount, file.Path, message.Offset, "A token count is no whole number of tokens; it was taken as 0.");
            }

            if (message.Time == 0)
            {
                _context.Diagnostics.Report(DiagnosticKind.MissingTime, file.Path, message.Offset, "A response has no usable timestamp; it was not counted.");
                continue;
            }

            var session = message.Session is { Length: > 0 } own ? own : Path.GetFileNameWithoutExtension(file.Path);
            var record = new UsageRecord
            {
                Group = StableHash.Combine(JsonValues.Hash(session), message.Id != 0 ? message.Id : Content(message)),
                Variant = JsonValues.Hash(file.Path),
                Time = message.Time,
                Rank = inDocument ? GeminiRank.InDocument(_records.Updated, i) : GeminiRank.InStream(message.Offset),
                Offset = message.Offset,
                Tokens = message.Tokens,
                File = name,
                Model = _context.Names.Intern(NameKind.Model, message.Model is { Length: > 0 } model ? model : message.SessionModel ?? "unknown"),
                Project = project,
                Session = _context.Names.Intern(NameKind.Session, session),
                Source = SourceId.Gemini,
            };
            _context.Sink.Add(record);
        }
    }

    // What stands for the id of a message that has none.
    private static ulong Content(in GeminiMessage message) => StableHash.Combine(
        StableHash.Combine((ulong)message.Time, (ulong)message.Tokens.Prompt), StableHash.Combine((ulong)message.Tokens.Output, JsonValues.Hash(message.Model)));

    // A document under the name of a stream: its first line is nothing but the opening brace.
    private static bool IsPrettyPrinted(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> head = stackalloc byte[64];
        head = head[..RandomAccess.Read(handle, head, 0)];
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        return head is [(byte)'{', (byte)'\n', ..] or [(byte)'{', (byte)'\r', (byte)'\n', ..];
    }
}
