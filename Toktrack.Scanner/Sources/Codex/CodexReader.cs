using Toktrack.Scanner.Io;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>Reads rollouts: passes over the lines whose heads say that they do not matter, and walks the others.</summary>
internal sealed class CodexReader<TBlock>(ReaderContext context) : IUsageReader, IWindowConsumer, IObjectWalker<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private readonly CodexSession _session = new(context);
    private readonly ObjectLine<TBlock> _objects = new(context.Diagnostics);
    private readonly CodexShapeLearner<TBlock> _learner = new();
    private readonly ShapeReading<TBlock> _reading = new();
    private readonly LineShape<CodexRecord>[] _shapes = [new(), new(), new()];
    private string _path = "";
    private CodexRecord _record;
    private bool _learns;

    /// <inheritdoc/>
    public FileCheckpoint Read(in ReadRequest request)
    {
        // A state that cannot be understood would make wrong numbers of the rest: the file is read whole instead.
        var part = request;
        if (!CodexState.TryUnpack(request.State.Span, context.Names, out var state) && request.Start > 0) part = ReadRequest.Whole(request.File);
        _path = request.File.Path;
        _session.Begin(request.File, state);
        return context.Window.Read(part, this) with { State = _session.State.Pack(context.Names) };
    }

    /// <inheritdoc/>
    public void Lines(ReadOnlySpan<byte> lines, long offset)
    {
        for (var at = 0; at < lines.Length;)
        {
            var end = PassOver(lines, at);
            if (end < 0) end = MatchShape(lines, at, offset);
            if (end < 0)
            {
                var feed = lines[at..].IndexOf((byte)'\n');
                end = feed < 0 ? lines.Length : at + feed;
                _learns = true;
                _objects.Read(lines[at..end], offset + at, _path, settled: true, this);
            }

            at = end + 1;
        }
    }

    /// <inheritdoc/>
    public void Remainder(ReadOnlySpan<byte> bytes, long offset)
    {
        // It will be read again, from the state before it.
        var settled = _session.State;
        _learns = false;
        _objects.Read(bytes, offset, _path, settled: false, this);
        _session.State = settled;
    }

    /// <inheritdoc/>
    public void Overlong(long offset, long length) => context.Diagnostics.Report(
        DiagnosticKind.OverlongLine, _path, offset, $"A line of {length} bytes is longer than {context.Options.MaxLineBytes}; it was skipped.");

    /// <inheritdoc/>
    public void Walk(ref StructuralCursor<TBlock> cursor) => _record.Read(ref cursor);

    /// <inheritdoc/>
    public void Commit(ReadOnlySpan<byte> text, long offset)
    {
        _session.Take(_record, text, offset);
        if (!_learns || _record is not { Kind: CodexRecordKind.Event, CountsTokens: true, HasInfo: true, BadCounts: 0, Time: not 0 }) return;
        var shape = _shapes[^1];
        Array.Copy(_shapes, 0, _shapes, 1, _shapes.Length - 1);
        _shapes[0] = shape;
        _learner.Learn(text, _record, shape);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // The end of a line that counts tokens and has a known shape and nothing else on it, whose record is taken; -1 for any other.
    private int MatchShape(ReadOnlySpan<byte> lines, int at, long offset)
    {
        if (_session.State.FirstTime == 0 || lines[^1] != '\n') return -1;
        _reading.NextLine();
        for (var i = 0; i < _shapes.Length; i++)
        {
            var shape = _shapes[i];
            if (!shape.IsLearned) continue;
            var text = lines[at..];
            var length = shape.Match(text, _reading);
            if (length == 0 || length == text.Length || text[length] != '\n') continue;
            _session.Take(CodexShapeLearner<TBlock>.Record(shape, _reading), text[..length], offset + at);
            if (i > 0) (_shapes[0], _shapes[i]) = (_shapes[i], _shapes[0]);
            return at + length;
        }

        return -1;
    }

    // The end of a line that cannot matter, or -1. The first record is walked, whatever it is: its time dates a fork.
    private int PassOver(ReadOnlySpan<byte> lines, int at)
    {
        if (_session.State.FirstTime == 0) return -1;
        var head = CodexHead.Passable(lines[at..]);
        if (head == 0) return -1;
        var end = CodexHead.PassOver<TBlock>(lines, at + head);
        return end - at < CodexHead.ShortestLine ? -1 : end;
    }
}
