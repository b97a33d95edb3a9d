using System.Numerics;
using System.Text;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>Reads Claude Code's session logs (usage rules, section 1).</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal sealed class ClaudeReader<TBlock>(ReaderContext context) : IUsageReader, IWindowConsumer, IObjectWalker<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private static readonly ulong s_advisor = StableHash.Of("advisor_message"u8);

    private readonly ObjectLine<TBlock> _line = new(context.Diagnostics);
    private readonly ClaudeNames _names = new(context.Names);
    private readonly ClaudeEnvelope _top = new();
    private readonly ClaudeEnvelope _echo = new();
    private readonly ClaudeShapeLearner<TBlock> _learner = new();
    private readonly ShapeReading<TBlock> _reading = new();
    private readonly LineShape<UsageRecord>[] _shapes = [new(), new(), new(), new(), new(), new()];
    private UsageRecord _emitted;
    private bool _learns;
    private bool _isAgentProgress;
    private string _path = "";
    private ulong _pathHash;
    private int _file;

    /// <inheritdoc/>
    public FileCheckpoint Read(in ReadRequest request)
    {
        if (_path != request.File.Path)
        {
            _path = request.File.Path;
            _pathHash = StableHash.Of(Encoding.UTF8.GetBytes(_path));
            _file = context.Names.Intern(NameKind.File, _path);
            foreach (var shape in _shapes) shape.Clear();
        }

        return context.Window.Read(request, this);
    }

    /// <inheritdoc/>
    public void Lines(ReadOnlySpan<byte> lines, long offset)
    {
        for (var at = 0; at < lines.Length;)
        {
            var hit = CandidateFinder<TBlock>.Next(lines, at);
            if (hit < 0) return;
            var start = at + lines[at..hit].LastIndexOf((byte)'\n') + 1;
            at = MatchLines(lines, start, offset);
            if (at > start) continue;
            at = hit + lines[hit..].IndexOf((byte)'\n') + 1;
            if (at <= hit) at = lines.Length;
            _learns = true;
            _line.Read(lines[start..at], offset + start, _path, settled: true, this);
        }
    }

    /// <inheritdoc/>
    public void Remainder(ReadOnlySpan<byte> bytes, long offset)
    {
        _learns = false;
        if (CandidateFinder<TBlock>.Next(bytes, 0) >= 0) _line.Read(bytes, offset, _path, settled: false, this);
    }

    /// <inheritdoc/>
    public void Overlong(long offset, long length) => context.Diagnostics.Report(
        DiagnosticKind.OverlongLine, _path, offset, $"A line of {length} bytes is longer than the limit of {context.Options.MaxLineBytes}; it was skipped.");

    /// <inheritdoc/>
    public void Walk(ref StructuralCursor<TBlock> cursor)
    {
        _top.Clear();
        _echo.Clear();
        _isAgentProgress = false;
        while (cursor.NextKey(out var key))
        {
            if (_top.Read(key, ref cursor, _names)) continue;
            if (key.SequenceEqual("data"u8)) WalkData(ref cursor);
            else cursor.SkipValue();
        }
    }

    /// <inheritdoc/>
    public void Commit(ReadOnlySpan<byte> text, long offset)
    {
        if (_top.Type is ClaudeEnvelope.RecordType.None or ClaudeEnvelope.RecordType.Assistant)
        {
            if (Emit(_top, text, offset) && _learns) Learn(text, isEcho: false);
        }
        else if (_top.Type == ClaudeEnvelope.RecordType.Progress && _isAgentProgress && _echo.Type == ClaudeEnvelope.RecordType.Assistant)
        {
            if (Emit(_echo, text, offset) && _learns) Learn(text, isEcho: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void WalkData(ref StructuralCursor<TBlock> cursor)
    {
        _echo.Clear();
        _isAgentProgress = false;
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("type"u8)) _isAgentProgress = cursor.ReadString(out var type) && JsonString.Means(type, "agent_progress"u8);
            else if (key.SequenceEqual("message"u8)) WalkEcho(ref cursor);
            else cursor.SkipValue();
        }
    }

    private void WalkEcho(ref StructuralCursor<TBlock> cursor)
    {
        _echo.Clear();
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (!_echo.Read(key, ref cursor, _names)) cursor.SkipValue();
        }
    }

    // What an echo does not say itself, the line around it says.
    private bool Emit(ClaudeEnvelope envelope, ReadOnlySpan<byte> text, long offset)
    {
        var message = envelope.Message;
        if (!message.HasUsage || message.IsSynthetic) return false;
        var time = envelope.Time != 0 ? envelope.Time : _top.Time;
        if (time == 0)
        {
            context.Diagnostics.Report(DiagnosticKind.MissingTime, _path, offset, "A response has no usable timestamp; it was not counted.");
            return false;
        }

        var record = new UsageRecord
        {
            Source = SourceId.ClaudeCode,
            Group = message.Id != 0 ? message.Id : GroupOfPlace(text, offset),
            Variant = envelope.Request,
            Time = time,
            Offset = offset,
            File = _file,
            Session = envelope.Session != 0 ? envelope.Session : _top.Session,
            Project = envelope.Project != 0 ? envelope.Project : _top.Project,
            Branch = envelope.Branch != 0 ? envelope.Branch : _top.Branch,
            Flags = envelope.IsSidechain || _top.IsSidechain ? RecordFlags.Sidechain : RecordFlags.None,
        };
        if (record.Session == 0) record.Session = _names.SessionOfFile(_path);
        if (record.Project == 0) record.Project = _names.ProjectOfFile(_path);
        Add(record, message.Model, message.Usage, envelope.ReportedCost);
        foreach (var advisor in message.Advisors)
        {
            var response = record;
            response.Group = StableHash.Combine(record.Group, s_advisor + (ulong)advisor.Index);
            Add(response, advisor.Model, advisor.Usage, 0);
        }

        _emitted = record;
        _emitted.Model = message.Model != 0 ? message.Model : _names.UnknownModel;
        if (message.Usage.IsFast) _emitted.Flags |= RecordFlags.Fast;
        return true;
    }

    // A response without an id is never merged with another (usage rules, section 1): its place and its text identify it, so
    // that reading the same line again is no new response.
    private ulong GroupOfPlace(ReadOnlySpan<byte> text, long offset) =>
        StableHash.Combine(StableHash.Combine(_pathHash, (ulong)offset), StableHash.Of(text));

    private void Learn(ReadOnlySpan<byte> text, bool isEcho)
    {
        var shape = _shapes[^1];
        Array.Copy(_shapes, 0, _shapes, 1, _shapes.Length - 1);
        _shapes[0] = shape;
        _learner.Learn(text, _emitted, isEcho, shape);
    }

    // Sends the record of the line at a position if it has a known shape, and those of the lines behind it that have one too:
    // streamed responses stand on neighbouring lines, and these need no search. Returns where the first other line begins.
    private int MatchLines(ReadOnlySpan<byte> lines, int at, long offset)
    {
        var length = MatchShape(lines[at..], offset + at, isResponse: true);
        while (length > 0)
        {
            at += length;
            if (at == lines.Length) break;
            length = MatchShape(lines[at..], offset + at, isResponse: false);
        }

        return at;
    }

    // A neighbour need not be a response at all: it is, of another shape, if the first attempt gets as far as its id.
    private int MatchShape(ReadOnlySpan<byte> text, long offset, bool isResponse)
    {
        _reading.NextLine();
        for (var i = 0; i < _shapes.Length && (i == 0 || isResponse); i++)
        {
            var shape = _shapes[i];
            if (!shape.IsLearned) continue;
            var length = shape.Match(text, _reading);
            isResponse |= _reading.HasText;
            if (length == 0) continue;
            var feed = text[length..] is [(byte)'\r', ..] ? length + 1 : length;
            if (feed >= text.Length || text[feed] != '\n') continue;
            SendMatched(shape, text[..length], offset);
            if (i > 0) (_shapes[0], _shapes[i]) = (_shapes[i], _shapes[0]);
            return feed + 1;
        }

        return 0;
    }

    private void SendMatched(LineShape<UsageRecord> shape, ReadOnlySpan<byte> text, long offset)
    {
        var usage = default(ClaudeUsage);
        for (var slots = shape.CountSlots; slots != 0; slots &= slots - 1)
        {
            var slot = BitOperations.TrailingZeroCount(slots);
            usage.Set((ClaudeCount)slot, _reading.Counts[slot]);
        }

        var id = (shape.TextSlots & (1 << ClaudeShapeLearner<TBlock>.Id)) != 0 ? ClaudeNames.HashOfPlain(_reading.Text0.In(text)) : 0;
        var record = shape.Says;
        record.Group = id != 0 ? id : GroupOfPlace(text, offset);
        record.Variant = (shape.TextSlots & (1 << ClaudeShapeLearner<TBlock>.Request)) != 0 ? ClaudeNames.HashOfPlain(_reading.Text1.In(text)) : 0;
        record.Time = _reading.Time;
        record.Offset = offset;
        record.Tokens = usage.Tokens;
        record.Rank = record.Tokens.Total;
        record.WebSearches = usage.WebSearches;
        context.Sink.Add(record);
    }

    private void Add(UsageRecord record, int model, in ClaudeUsage usage, long reportedCost)
    {
        record.Model = model != 0 ? model : _names.UnknownModel;
        record.Tokens = usage.Tokens;
        record.Rank = record.Tokens.Total;
        record.WebSearches = usage.WebSearches;
        record.ReportedCost = reportedCost;
        if (usage.IsFast) record.Flags |= RecordFlags.Fast;
        if (usage.HasBadCount)
        {
            context.Diagnostics.Report(
                DiagnosticKind.BadCount, _path, record.Offset, "A token count is not a whole number of zero or more; it was taken as 0.");
        }

        context.Sink.Add(record);
    }
}
