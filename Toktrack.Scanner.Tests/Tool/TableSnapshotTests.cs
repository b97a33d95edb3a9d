using System.Text;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class TableSnapshotTests
{
    private static readonly string[][] s_reports =
    [
        ["daily"], ["daily", "--breakdown"], ["daily", "--by", "project"], ["weekly"], ["monthly"], ["yearly"], ["hourly"], ["sessions"], ["projects"], ["models"],
        ["branches"], ["sources"], ["daily", "--no-cost"], ["daily", "--compact"],
    ];

    public static TheoryData<int, bool, bool> Cases
    {
        get
        {
            var data = new TheoryData<int, bool, bool>();
            foreach (var width in new[] { 40, 80, 120, 200 })
            {
                foreach (var hostile in new[] { false, true })
                {
                    data.Add(width, false, hostile);
                    data.Add(width, true, hostile);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tables_OfEveryReport_FitTheWidthAndAreAsApproved(int width, bool color, bool hostile)
    {
        var run = new ToolRun { Snapshot = hostile ? SampleLedger.Hostile : SampleLedger.Ordinary };
        var all = new StringBuilder();
        foreach (var report in s_reports)
        {
            string[] args = [.. report, "--timezone", "UTC", "--width", $"{width}", color ? "--color" : "--no-color"];
            var output = run.Output(args);
            all.Append("$ toktrack ").AppendJoin(' ', report).Append('\n').Append(output).Append('\n');
            TableCheck.IsSafeAndAligned(output, width);
        }

        Approved.Check($"tables-{(hostile ? "hostile" : "ordinary")}-{width}{(color ? "-color" : "")}", all.ToString());
    }

    [Fact]
    public void Tables_OfHostileNames_NeverBreakTheTerminal()
    {
        foreach (var chunk in HostileNames.All().Chunk(40))
        {
            var list = new Query.SlotList();
            foreach (var name in chunk) list.Add("2026-03-01T12:00:00Z", 10, model: name, project: "/p/" + name, session: name, branch: name);
            var run = new ToolRun { Snapshot = list.Snapshot };
            foreach (var report in new[] { "sessions", "projects", "models", "branches" })
            {
                foreach (var width in new[] { "40", "120" }) TableCheck.IsSafeAndAligned(run.Output(report, "--width", width, "--timezone", "UTC"), int.Parse(width));
            }
        }

        HostileNames.All().Should().HaveCountGreaterThan(200);
    }

    [Fact]
    public void Tables_OfAnyWidth_FitIt()
    {
        foreach (var snapshot in new[] { SampleLedger.Ordinary, SampleLedger.Hostile })
        {
            var run = new ToolRun { Snapshot = snapshot };
            foreach (var report in s_reports.Append(["blocks"]).Append(["blocks", "--token-limit", "1000000"]).Append(["explain", "today"]))
            {
                // "2026-03-01 12:00" and "unpriced" with their borders; explain has as many columns as a product has factors.
                var least = report[0] is "explain" ? 78 : report[0] is "blocks" ? 38 : 34;
                for (var width = least; width < 130; width++)
                {
                    TableCheck.IsSafeAndAligned(run.Output([.. report, "--timezone", "UTC", "--no-color", "--width", $"{width}"]), width);
                }
            }
        }
    }

    [Theory]
    [InlineData(40, false, true)]
    [InlineData(120, true, true)]
    [InlineData(200, true, true)]
    [InlineData(80, false, false)]
    public void LongTables_WrittenLineByLine_AreTheSameToTheByte(int width, bool color, bool unicode)
    {
        foreach (var snapshot in new[] { SampleLedger.Ordinary, SampleLedger.Hostile })
        {
            foreach (var kind in ReportKind.All)
            {
                var query = new UsageQuery { By = kind.By, Period = kind.Period, Breakdown = Grouping.Model };
                var report = new Report(kind, query.Run(snapshot, new Query.FlatPricer()), new() { Breakdown = kind == ReportKind.Daily }, new(default, "UTC", null, null, null));
                var sheet = ReportSheet.Of(report, compact: false);
                string Draw(int most)
                {
                    using var output = new StringWriter { NewLine = "\n" };
                    new TableWriter(output, new(width, color, unicode, false)) { MostDrawnRows = most }.Write(sheet.Columns, 1, sheet.IsNested);
                    return output.ToString();
                }

                Draw(0).Should().Be(Draw(int.MaxValue), kind.Name);
            }
        }
    }

    [Fact]
    public void CellWidth_OfWideAndCombiningText_CountsCells()
    {
        CellWidth.Of("abc").Should().Be(3);
        CellWidth.Of("日本").Should().Be(4);
        CellWidth.Of("🚀").Should().Be(2);
        CellWidth.Of("e\u0301").Should().Be(1);
        CellWidth.Of("한").Should().Be(2);
        CellWidth.Fit("日本語", 5).Should().Be("日本…");
        CellWidth.Fit("日本語", 4).Should().Be("日…");
        CellWidth.FitMiddle("/home/ana/work/checkout", 12).Should().HaveLength(12).And.EndWith("heckout");
    }
}
