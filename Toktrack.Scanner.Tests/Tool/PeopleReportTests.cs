using System.Text.RegularExpressions;
using System.Xml.Linq;
using Toktrack.Scanner.Tests.Query;
using Toktrack.Tool.Rendering;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class PeopleReportTests
{
    [Theory]
    [InlineData("report")]
    [InlineData("report --format markdown")]
    [InlineData("report --format html")]
    [InlineData("overview")]
    [InlineData("stats")]
    [InlineData("blocks")]
    [InlineData("daily --markdown --by project")]
    [InlineData("doctor")]
    public void Output_OfAFixedLedger_IsAsApproved(string command)
    {
        var name = Regex.Replace(command, "[^a-z]+", "-");
        Approved.Check("people-" + name, new ToolRun { Snapshot = SampleLedger.Ordinary }.Output([.. command.Split(' '), "--timezone", "UTC"]));
    }

    [Fact]
    public void Html_OfHostileNames_IsOneWellFormedPageWithoutScriptOrRequest()
    {
        var list = new SlotList();
        foreach (var name in HostileNames.All().Where(n => n.Length < 10_000)) list.Add("2026-03-01T12:00:00Z", 1_000_000 + (name.Length * 1000), model: name, project: "/p/" + name, session: name, branch: name);
        var html = new ToolRun { Snapshot = list.Snapshot }.Output("report", "--format", "html", "--top", "400");
        // Well-formed but for the void elements and the doctype, which XML does not know.
        var xml = Regex.Replace(html.Replace("<!doctype html>", ""), "<(meta|link)([^>]*)>", "<$1$2/>");
        var page = XDocument.Parse(xml);
        var elements = page.Descendants().Select(e => e.Name.LocalName).ToHashSet();
        elements.Should().NotContain(["script", "img", "iframe", "object", "a", "form"]);
        page.Descendants().SelectMany(e => e.Attributes()).Should().NotContain(a => a.Name.LocalName.StartsWith("on") || a.Name.LocalName == "src");
        page.Descendants("link").SelectMany(l => l.Attributes("href")).Should().OnlyContain(a => a.Value == "data:,");
        html.Should().NotContain("url(").And.NotContain("@import");
    }

    [Fact]
    public void Html_OfAFewDays_ShowsAllOfThemAndNoEmptyYear()
    {
        var run = new ToolRun { Snapshot = SampleLedger.Ordinary };
        var days = run.Output("report", "--format", "html", "--since", "2026-02-27", "--until", "2026-03-07", "--timezone", "UTC");
        days.Should().Contain("<div class=\"axis\"><span>2026-02-27</span><span>2026-03-03</span><span>2026-03-07</span></div>").And.NotContain("Heat map");
        run.Output("report", "--format", "html", "--until", "2026-12-31", "--timezone", "UTC").Should().Contain("<span>2026-03-15</span></div>", "days to come are not drawn").And.Contain("Heat map");
    }

    [Fact]
    public void Html_WithoutUsageOrPrices_IsStillAPage()
    {
        new ToolRun().Output("report", "--format", "html").Should().Contain("No usage.");
        var unpriced = new ToolRun { Snapshot = new SlotList().Add("2026-03-01T12:00:00Z", 5, model: "unknown-x").Snapshot };
        unpriced.Output("report", "--format", "html").Should().Contain("Tokens by day").And.Contain("no known price").And.NotContain("NaN");
        unpriced.Output("report", "--format", "html", "--no-cost").Should().NotContain("$");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a|b", @"a\|b")]
    [InlineData("`x`", @"\`x\`")]
    [InlineData("<script>", "&lt;script&gt;")]
    [InlineData("[x](http://evil)", @"\[x\](http://evil)")]
    [InlineData("![x](y)", @"\!\[x\](y)")]
    [InlineData("**b** _i_ ~s~", @"\*\*b\*\* \_i\_ \~s\~")]
    [InlineData("@user #1", @"&#64;user \#1")]
    [InlineData("a\nb", @"a\\x0ab")]
    [InlineData(":smile:", @"\:smile\:")]
    [InlineData("$x$", @"\$x\$")]
    [InlineData("claude-opus-4.6", "claude-opus-4.6")]
    public void Markdown_OfUntrustedText_IsEscaped(string text, string expected) => MarkdownText.Escape(text).Should().Be(expected);

    [Fact]
    public void Markdown_OfHostileNames_KeepsEveryRowOnOneLine()
    {
        var list = new SlotList();
        foreach (var name in HostileNames.All()) list.Add("2026-03-01T12:00:00Z", 10, model: name, project: "/p/" + name, session: name, branch: name);
        var lines = new ToolRun { Snapshot = list.Snapshot }.Output("projects", "--markdown").TrimEnd('\n').Split('\n').TakeWhile(l => l.Length > 0).ToList();
        lines.Should().OnlyContain(l => Regex.Replace(l, @"\\.", "").Count(c => c == '|') == Regex.Replace(lines[0], @"\\.", "").Count(c => c == '|'));
        lines.Should().HaveCountGreaterThan(200);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1.00K")]
    [InlineData(1004, "1.00K")]
    [InlineData(9_994, "9.99K")]
    [InlineData(9_995, "10.0K")]
    [InlineData(99_949, "99.9K")]
    [InlineData(99_950, "100K")]
    [InlineData(999_499, "999K")]
    [InlineData(999_500, "1.00M")]
    [InlineData(12_345_678, "12.3M")]
    [InlineData(999_999_999, "1.00B")]
    [InlineData(1_234_567_890_123, "1.23T")]
    [InlineData(long.MaxValue, "9.22E")]
    public void Short_OfAnyCount_HasThreeDigits(long number, string expected) => NumberText.Short(number).Should().Be(expected);

    [Theory]
    [InlineData("0", "$0.00")]
    [InlineData("0.001", "<$0.01")]
    [InlineData("0.005", "$0.01")]
    [InlineData("1234.5", "$1,234.50")]
    public void Usd_OfAnyAmount_IsInCents(string usd, string expected) => NumberText.Usd(decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(expected);

    [Theory]
    [InlineData("/a/app", "app")]
    [InlineData("/b/x/lib", "x/lib")]
    [InlineData("/b/y/lib", "y/lib")]
    [InlineData("/c/z/w", "c/z/w")]
    [InlineData("/d/z/w", "d/z/w")]
    [InlineData("/w", "/w")]
    [InlineData("C:\\work\\tool", "tool")]
    [InlineData("/", "/")]
    public void ProjectLabels_OfManyPaths_AreAsShortAsTheyCanBe(string path, string expected) =>
        new Toktrack.Scanner.Query.ProjectLabels(["/a/app", "/b/x/lib", "/b/y/lib", "/c/z/w", "/d/z/w", "/w", "C:\\work\\tool", "/", ""])[path].Should().Be(expected);

    [Fact]
    public void MergeWorktrees_OfARepository_CountsItOnce()
    {
        var root = Directory.CreateTempSubdirectory("toktrack-worktrees").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "repo", ".git", "worktrees", "wt"));
            Directory.CreateDirectory(Path.Combine(root, "wt"));
            File.WriteAllText(Path.Combine(root, "wt", ".git"), $"gitdir: {root}/repo/.git/worktrees/wt\n");
            var list = new SlotList();
            foreach (var path in new[] { "repo", "wt", "repo/.claude/worktrees/fix", "other" }) list.Add("2026-03-01T12:00:00Z", 10, project: Path.Combine(root, path), session: path);
            var run = new ToolRun { Snapshot = list.Snapshot };
            Regex.Matches(run.Output("projects", "--json"), "\"project\":").Should().HaveCount(4);
            var merged = run.Output("projects", "--json", "--merge-worktrees");
            Regex.Matches(merged, "\"project\":").Should().HaveCount(2);
            merged.Should().Contain("\"inputTokens\": 30,");
        }
        finally
        {
            Directory.Delete(root, true);
        }
    }
}
