using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>
/// Files of Claude Code. Lines come in runs of one shape with other values, in between which lines differ a little (another key order, an
/// escape, a key more or less or twice, white space, another type), and, in mutated files, damaged ones.
/// </summary>
internal sealed class ClaudeFuzz : IFuzzSource
{
    private readonly ByteText _line = new();
    private JsonNode? _shape;
    private int _white;

    public SourceId Id => SourceId.ClaudeCode;

    public string FileName(Dice dice) => dice.OneIn(3)
        ? "projects/-home-ann-x/0b7c/subagents/agent-a1.jsonl"
        : "projects/-home-ann-x/6f4e1a2c-0000-4000-8000-000000000001.jsonl";

    public void Write(ByteText file, int lines, bool damaged, Dice dice)
    {
        if (dice.OneIn(30)) file.Add("\uFEFF"u8);
        for (var i = 0; i < lines; i++) WriteLine(file, damaged, dice);
        if (dice.OneIn(6) && file.Length > 0) file.Remove(file.Length - 1, 1);
    }

    public PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine) => PlainClaudeReader.Read(file, path, longestLine);

    private void WriteLine(ByteText file, bool damaged, Dice dice)
    {
        if (_shape is null || dice.OneIn(25))
        {
            _shape = ClaudeShapes.Any(dice);
            _white = dice.OneIn(4) ? dice.Between(2, 8) : 0;
            for (var edits = dice.OneIn(3) ? dice.Below(3) : 0; edits > 0; edits--) LineEdits.Apply(_shape, dice);
        }

        _shape.Renew(dice);
        var line = _shape;
        var white = _white;
        if (dice.OneIn(5))
        {
            line = _shape.Clone();
            for (var edits = dice.Between(0, 2); edits > 0; edits--) LineEdits.Apply(line, dice);
            if (dice.OneIn(4)) white = dice.Between(2, 12);
        }

        _line.Clear();
        line.Write(_line, dice, white);
        End(dice);
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
