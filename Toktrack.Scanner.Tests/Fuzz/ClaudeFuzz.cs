using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>
/// Files of Claude Code. Lines come in runs of one shape with other values, in between which lines differ a little (another key order, an
/// escape, a key more or less or twice, white space, another type), and, in mutated files, damaged ones.
/// </summary>
internal sealed class ClaudeFuzz : LineFuzz
{
    private JsonNode? _shape;
    private int _white;

    public override SourceId Id => SourceId.ClaudeCode;

    public override string FileName(Dice dice) => dice.OneIn(3)
        ? "projects/-home-ann-x/0b7c/subagents/agent-a1.jsonl"
        : "projects/-home-ann-x/6f4e1a2c-0000-4000-8000-000000000001.jsonl";

    public override PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine) => PlainClaudeReader.Read(file, path, longestLine);

    protected override void NewLine(ByteText target, Dice dice)
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

        line.Write(target, dice, white);
    }
}
