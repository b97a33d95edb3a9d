using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Files of lines: new ones, earlier ones with other numbers, and, in damaged files, broken ones.</summary>
internal abstract class LineFuzz : IFuzzSource
{
    private readonly ByteText _line = new();
    private readonly LinePool _pool = new();

    public abstract SourceId Id { get; }

    public virtual int Layout => 0;

    public abstract string FileName(Dice dice);

    public void Write(ByteText file, int lines, bool damaged, Dice dice)
    {
        if (dice.OneIn(30)) file.Add("\uFEFF"u8);
        Begin(file, dice);
        for (var i = 0; i < lines; i++) WriteLine(file, damaged, dice);
        if (dice.OneIn(6) && file.Length > 0) file.Remove(file.Length - 1, 1);
    }

    public abstract PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine);

    /// <summary>Writes what a file begins with.</summary>
    protected virtual void Begin(ByteText file, Dice dice)
    {
    }

    /// <summary>Writes a new line, without its end.</summary>
    protected abstract void NewLine(ByteText line, Dice dice);

    private void WriteLine(ByteText file, bool damaged, Dice dice)
    {
        _line.Clear();
        if (_pool.IsFull && !dice.OneIn(5))
        {
            _pool.Restate(_line, dice);
        }
        else
        {
            NewLine(_line, dice);
            End(dice);
            _pool.Keep(_line.Span, dice);
        }

        if (damaged && dice.OneIn(2)) LineDamage.Apply(_line, dice);
        file.Add(_line.Span);
    }

    private void End(Dice dice)
    {
        switch (dice.Below(60))
        {
            case 0: _line.Add("\r\n"u8); break;
            case 1: break; // The next record is glued to this one.
            case 2: _line.Add("\n\n"u8); break;
            case 3: _line.Add(" \t\n"u8); break;
            case 4: _line.Add("\n \r\n\0\n"u8); break;
            default: _line.Add((byte)'\n'); break;
        }
    }
}
