// Section 3 of the usage rules: documents and streams of records, which hold the same objects.

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Reads a whole Gemini chat.</summary>
internal sealed class PlainGeminiReader
{
    private const int MostSalvageAttempts = 256;

    private readonly PlainReading _reading = new();
    private readonly string _path;
    private readonly string _project;
    private string _session = "";
    private string _model = "";

    private PlainGeminiReader(string path)
    {
        _path = path;
        var folders = path.Split('/', '\\');
        _project = folders[Array.LastIndexOf(folders, "chats") - 1];
    }

    /// <summary>Reads <paramref name="file"/>: a document, or where the name says so a stream, whose lines longer than <paramref name="longestLine"/> bytes are passed over.</summary>
    public static PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine = int.MaxValue)
    {
        var reader = new PlainGeminiReader(path);
        var text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        if (path.EndsWith(".json", StringComparison.Ordinal) || text.StartsWith("{\n"u8) || text.StartsWith("{\r\n"u8))
        {
            if (file.Length > longestLine) reader._reading.Overlong++;
            else reader.Document(text, file.Length - text.Length);
        }
        else
        {
            PlainLine.Lines(file, longestLine, reader._reading, reader.Line);
        }

        return reader._reading;
    }

    // Values one after the other. In what is broken the whole responses still count: the rest is being written.
    private void Document(ReadOnlySpan<byte> text, long offset)
    {
        var at = Values(text, offset);
        if (at == text.Length) return;
        _reading.Malformed++;
        if (text[at] != '{') return;
        for (at++; ; at++)
        {
            at += PlainJson.White(text[at..]);
            var key = PlainJson.StringLength(text[at..]);
            if (key == 0) return;
            var name = text.Slice(at, key);
            at += key;
            at += PlainJson.White(text[at..]);
            if (at == text.Length || text[at] != ':') return;
            at += 1 + PlainJson.White(text[(at + 1)..]);
            var length = at < text.Length ? PlainJson.ValueLength(text[at..]) : 0;
            if (PlainText.Is(name, "sessionId"u8) && length > 0) _session = Text(text.Slice(at, length), _session);
            if (PlainText.Is(name, "messages"u8)) Messages(text[at..], offset + at);
            at += length;
            if (length == 0 || at == text.Length) return;
            at += PlainJson.White(text[at..]);
            if (at == text.Length || text[at] != ',') return;
        }
    }

    private void Line(ReadOnlySpan<byte> line, long offset, bool settled)
    {
        var text = line.TrimStart("\0 \t\r\uFEFF"u8);
        offset += line.Length - text.Length;
        text = text.TrimEnd((byte)'\n');
        if (text.IsEmpty) return;
        var (session, model) = (_session, _model);
        var whole = Values(text, offset);
        if (whole < text.Length && settled)
        {
            var attempts = 0;
            for (var at = whole + 1; at < text.Length && attempts++ < MostSalvageAttempts; at += 2)
            {
                var next = text[at..].IndexOf("{\""u8);
                if (next < 0) break;
                at += next;
                if (!IsNothingButValues(text[at..])) continue;
                _reading.Salvaged++;
                Values(text[at..], offset + at);
                return;
            }

            _reading.Malformed++;
        }

        // It is read again when it goes on.
        if (!settled) (_session, _model) = (session, model);
    }

    // Takes the whole values the text begins with; returns where the first other thing stands.
    private int Values(ReadOnlySpan<byte> text, long offset)
    {
        var at = PlainJson.White(text);
        while (at < text.Length)
        {
            var length = TopLength(text[at..]);
            if (length == 0) return at;
            if (text[at] == '{') Top(text.Slice(at, length), offset + at);
            at += length;
            at += PlainJson.White(text[at..]);
        }

        return at;
    }

    // Values need nothing between them, but a number is one only where something ends it.
    private static int TopLength(ReadOnlySpan<byte> text)
    {
        var length = PlainJson.ValueLength(text);
        var isNumber = length > 0 && text[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9');
        return isNumber && length < text.Length && !",}] \n\r\t/"u8.Contains(text[length]) ? 0 : length;
    }

    private static bool IsNothingButValues(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var length = TopLength(text);
            if (length == 0) return false;
            text = text[length..];
            text = text[PlainJson.White(text)..];
        }

        return true;
    }

    // A message, the session's own record with or without its messages, or a change of it. What it says of the session holds from here on.
    private void Top(ReadOnlySpan<byte> json, long offset)
    {
        PlainObject.Forget();
        var record = new PlainObject(json);
        var change = record.Object("$set"u8);
        _session = Text(record["sessionId"u8], Text(change["sessionId"u8], _session));
        _model = Text(change["model"u8], _model);
        var isMessage = IsResponse(record);
        if (!isMessage && Text(record["id"u8], "").Length == 0) _model = Text(record["model"u8], _model);
        Messages(record["messages"u8], offset + Place(json, record["messages"u8]));
        Messages(change["messages"u8], offset + Place(json, change["messages"u8]));
        if (isMessage) Respond(record, offset);
    }

    // The whole messages of a list, which may end anywhere.
    private void Messages(ReadOnlySpan<byte> list, long offset)
    {
        if (list is not [(byte)'[', ..]) return;
        for (var at = 1; at < list.Length; at++)
        {
            at += PlainJson.White(list[at..]);
            var length = at < list.Length && list[at] != ']' ? PlainJson.ValueLength(list[at..]) : 0;
            if (length == 0) return;
            var message = new PlainObject(list.Slice(at, length));
            if (IsResponse(message)) Respond(message, offset + at);
            at += length;
            at += PlainJson.White(list[at..]);
            if (at == list.Length || list[at] != ',') return;
        }
    }

    private static bool IsResponse(PlainObject message) => PlainText.Is(message["type"u8], "gemini"u8) && message.Object("tokens"u8).IsObject;

    private void Respond(PlainObject message, long offset)
    {
        var tokens = message.Object("tokens"u8);
        var bad = 0;
        var input = PlainNumber.Count(tokens["input"u8], ref bad);
        var output = PlainNumber.Count(tokens["output"u8], ref bad);
        var cached = PlainNumber.Count(tokens["cached"u8], ref bad);
        var thoughts = PlainNumber.Count(tokens["thoughts"u8], ref bad);
        var tool = PlainNumber.Count(tokens["tool"u8], ref bad);
        if (bad > 0) _reading.BadCounts++;
        var time = PlainText.Time(message["timestamp"u8]);
        if (time == 0)
        {
            _reading.WithoutTime++;
            return;
        }

        var session = _session.Length > 0 ? _session : Path.GetFileNameWithoutExtension(_path);
        var own = Text(message["model"u8], "");
        var id = Text(message["id"u8], "");
        var record = new PlainRecord
        {
            Source = "gemini",
            Offset = offset,
            Time = time,
            Session = session,
            Project = _project,
            Model = own.Length > 0 ? own : _model.Length > 0 ? _model : "unknown",
            Input = PlainNumber.Sum(Math.Max(0, input - cached), tool),
            CacheRead = cached,
            Output = PlainNumber.Sum(output, thoughts),
            Reasoning = thoughts,
            Variant = _path,
        };
        _reading.Records.Add(record with
        {
            Group = id.Length > 0 ? $"{session} id {id}" : $"{session} {time} {PlainNumber.Sum(record.Input, cached)} {record.Output} {own}",
        });
    }

    private static int Place(ReadOnlySpan<byte> json, ReadOnlySpan<byte> part) => part.IsEmpty || !json.Overlaps(part, out var at) ? 0 : at;

    private static string Text(ReadOnlySpan<byte> value, string otherwise) => value is [(byte)'"', not (byte)'"', ..] ? PlainText.Text(value) : otherwise;
}
