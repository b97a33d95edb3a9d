using System.Text.Json;
using Toktrack.Scanner.Tests.Query;
using Toktrack.Tool.Terminal;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>Every command in every format over a ledger of hostile names: nothing a terminal acts on, nothing that is not data.</summary>
public sealed class HostileCommandTests
{
    private static readonly string[] s_commands =
    [
        "daily", "daily --breakdown", "daily --by project", "weekly", "monthly", "yearly", "hourly", "sessions", "projects --breakdown", "models", "branches", "sources", "blocks", "stats", "overview",
        "report", "report --format markdown", "report --format html", "check --daily 1", "doctor", "explain 2026-03-01", "statusline", "pricing show", "config show", "history path",
    ];

    [Fact]
    public void EveryCommandAndFormat_OfHostileNames_WritesNothingThatActs()
    {
        var runs = 0;
        foreach (var snapshot in Snapshots())
        {
            foreach (var command in s_commands)
            {
                foreach (var format in (string[])["", " --json", " --csv", " --markdown"])
                {
                    if (format.Length > 0 && command.Contains("--format", StringComparison.Ordinal)) continue;
                    var (code, output, error) = new ToolRun { Snapshot = snapshot, Input = "{}" }.Run((command + format).Split(' '));
                    if (code == Toktrack.Tool.ExitCodes.WrongUsage) continue; // no such format there
                    runs++;
                    foreach (var rune in (format == " --csv" ? error : output + error).EnumerateRunes()) (rune.Value is not ('\n' or '\r') && TerminalText.IsUnsafe(rune)).Should().BeFalse($"U+{rune.Value:X4} in {command}{format}");
                    if (format == " --json" && output.Length > 0) JsonDocument.Parse(output).Dispose();
                }
            }
        }

        runs.Should().BeGreaterThan(150);
    }

    [Fact]
    public void Explain_EveryHostileName_AnswersOrRefusesSafely()
    {
        foreach (var name in HostileNames.All().Where(n => n.Length is > 0 and < 10_000))
        {
            var snapshot = new SlotList().Add("2026-03-01T12:00:00Z", 10, model: name, session: name).Snapshot;
            var (_, output, error) = new ToolRun { Snapshot = snapshot }.Run("explain", "--", name);
            foreach (var rune in (output + error).EnumerateRunes()) (rune.Value is not '\n' && TerminalText.IsUnsafe(rune)).Should().BeFalse($"U+{rune.Value:X4}");
            (output.Length + error.Length).Should().BeGreaterThan(0);
        }
    }

    [Fact]
    public void Names_OfAMegabyte_AreCutInWhatPeopleRead()
    {
        var name = new string('x', 1 << 20);
        var snapshot = new SlotList().Add("2026-03-01T12:00:00Z", 10, model: name, project: name, session: name, branch: name).Snapshot;
        foreach (var command in (string[])["daily", "sessions", "projects", "models", "branches", "blocks", "stats", "overview", "report", "report --format markdown", "report --format html", "explain 2026-03-01"])
        {
            new ToolRun { Snapshot = snapshot }.Run(command.Split(' ')).Out.Length.Should().BeLessThan(100_000, command);
        }
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    public void Statusline_DeepOrEndlessInput_StillAnswers(string opening)
    {
        var input = string.Concat(Enumerable.Repeat(opening, 200_000));
        var (code, output, _) = new ToolRun { Snapshot = SampleLedger.Ordinary, Input = input }.Run("statusline");
        (code, output.Count(c => c == '\n')).Should().Be((0, 1));
    }

    private static IEnumerable<Scanner.Model.UsageSnapshot> Snapshots()
    {
        foreach (var chunk in HostileNames.All().Chunk(90))
        {
            var list = new SlotList();
            foreach (var name in chunk) list.Add("2026-03-01T12:00:00Z", 10, model: name, project: "/p/" + name, session: name, branch: name);
            yield return list.Snapshot;
        }
    }
}
