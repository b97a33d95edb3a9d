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
    private string _path = "";
    private CodexRecord _record;

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
            var feed = lines[at..].IndexOf((byte)'\n');
            var line = feed < 0 ? lines[at..] : lines.Slice(at, feed);
            Line(line, offset + at, settled: true);
            at += line.Length + 1;
        }
    }

    /// <inheritdoc/>
    public void Remainder(ReadOnlySpan<byte> bytes, long offset)
    {
        // It will be read again, from the state before it.
        var settled = _session.State;
        Line(bytes, offset, settled: false);
        _session.State = settled;
    }

    /// <inheritdoc/>
    public void Overlong(long offset, long length) => context.Diagnostics.Report(
        DiagnosticKind.OverlongLine, _path, offset, $"A line of {length} bytes is longer than {context.Options.MaxLineBytes}; it was skipped.");

    /// <inheritdoc/>
    public void Walk(ref StructuralCursor<TBlock> cursor) => _record.Read(ref cursor);

    /// <inheritdoc/>
    public void Commit(ReadOnlySpan<byte> text, long offset) => _session.Take(_record, text, offset);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Line(ReadOnlySpan<byte> line, long offset, bool settled)
    {
        if (_session.State.FirstTime != 0 && CodexHead.Passable(line) is > 0 and var head && CodexHead.NextMarker<TBlock>(line, head) < 0) return;
        _objects.Read(line, offset, _path, settled, this);
    }
}
