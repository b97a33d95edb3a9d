// The unit of recovery is a line, and a line is usually one object. Writers that crashed or restored files leave others:
// two objects glued together, a truncated one with a whole one spliced behind it, a run of NUL bytes before one. Whole
// objects are taken one after the other; behind a broken one, the earliest point from which the rest of the line is
// nothing but whole objects is where reading goes on (observed: claude-code issues 49876, 52387, 81843).

using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>Finds the objects of one line and gives them to a walker.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal sealed class ObjectLine<TBlock>(ScanDiagnostics diagnostics)
    where TBlock : struct, IBlock64<TBlock>
{
    // Trying every brace of a long broken line would take quadratic time: this much work is spent on one, then it is given up.
    private const int LeastSalvageBytes = 16 << 20;
    private const int SalvagePasses = 8;

    private readonly StructuralIndexBuffer _buffer = new();

    // Most braces tried fail within a few bytes: a small piece of index is built for each.
    private readonly StructuralIndexBuffer _trial = new(StructuralIndexer<TBlock>.EntriesPerBlock + 16);

    /// <summary>Reads the objects of <paramref name="line"/>, behind whose end 256 bytes must be readable.</summary>
    /// <param name="line">One line, with or without its line feed.</param>
    /// <param name="offset">Its offset in the file.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <param name="settled">False for the remainder behind the last line feed, which may still be being written: what is broken there is no finding.</param>
    /// <param name="walker">Takes the objects.</param>
    public void Read(ReadOnlySpan<byte> line, long offset, string path, bool settled, IObjectWalker<TBlock> walker)
    {
        var at = offset == 0 && line.StartsWith("\uFEFF"u8) ? 3 : 0;
        at = SkipBlank(line, at);
        while (at < line.Length)
        {
            var cursor = new StructuralCursor<TBlock>(line[at..], _buffer);
            if (cursor.Start()) walker.Walk(ref cursor);
            if (cursor.Succeeded)
            {
                walker.Commit(line.Slice(at, cursor.End), offset + at);
                at = SkipBlank(line, at + cursor.End);
                continue;
            }

            if (!settled) return;
            diagnostics.Report(DiagnosticKind.MalformedLine, path, offset + at, "The line is not whole JSON here; it was skipped up to its end or to the next whole record.");
            at = NextWhole(line, at + 1);
            if (at < 0) return;
            diagnostics.Report(DiagnosticKind.SalvagedRecord, path, offset + at, "A whole record stands behind a broken one; it was read.");
        }
    }

    /// <summary>The earliest position from which the rest of the line is whole objects; -1 where there is none.</summary>
    private int NextWhole(ReadOnlySpan<byte> line, int from)
    {
        var budget = Math.Max(LeastSalvageBytes, SalvagePasses * (long)line.Length);
        while (budget > 0)
        {
            var brace = line[from..].IndexOf((byte)'{');
            if (brace < 0) return -1;
            from += brace;
            if (IsWhole(line, from, ref budget)) return from;
            from++;
        }

        return -1;
    }

    private bool IsWhole(ReadOnlySpan<byte> line, int at, ref long budget)
    {
        while (at < line.Length)
        {
            var cursor = new StructuralCursor<TBlock>(line[at..], _trial);
            if (cursor.Start())
            {
                while (cursor.NextKey(out _)) cursor.SkipValue();
            }

            budget -= cursor.End;
            if (!cursor.Succeeded) return false;
            at = SkipBlank(line, at + cursor.End);
        }

        return true;
    }

    private static int SkipBlank(ReadOnlySpan<byte> line, int at)
    {
        var rest = line[at..].IndexOfAnyExcept(" \t\r\n\0"u8);
        return rest < 0 ? line.Length : at + rest;
    }
}
