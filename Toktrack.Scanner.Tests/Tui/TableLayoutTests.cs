using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui;
using Toktrack.Tool.Tui.Control;
using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;
using Toktrack.Tool.Tui.Views;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>What the tables and the line of keys show at a given width.</summary>
public class TableLayoutTests
{
    private static readonly string[] s_models = ["opus-4-8", "fable-5", "haiku-4-5"];

    [Theory]
    [InlineData(0, 10, "0.0%")]
    [InlineData(0.004, 10, "<0.1%")]
    [InlineData(0.005, 10, "0.1%")]
    [InlineData(5, 10, "50.0%")]
    [InlineData(0, 0, "0.0%")]
    public void Share_SmallParts_AreNeverNothing(double part, double whole, string expected) =>
        RowText.Share((decimal)part, (decimal)whole).Should().Be(expected);

    [Theory]
    [InlineData(28, "opus-4-8, fable-5, haiku-4-5")]
    [InlineData(27, "opus-4-8, fable-5 +1")]
    [InlineData(19, "opus-4-8 +2")]
    [InlineData(10, "opus-4… +2")]
    public void Fit_NamesInACell_SaysHowManyMore(int cells, string expected)
    {
        var text = NameList.Fit(s_models, cells);
        text.Should().Be(expected);
        CellWidth.Of(text).Should().BeLessThanOrEqualTo(cells);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Share_OfEachRow_IsThatOfTheTotal(int number)
    {
        var model = DemoScreens.Model();
        var state = new DashboardState { Tab = (DashboardTab)number };
        var frame = Draw(state, model, 200, 120);
        var list = ListModel.Of(model, state);
        var total = list.Rows.Sum(r => r.Cost);
        for (var i = 0; i < Math.Min(20, list.Rows.Count); i++)
        {
            var share = list.Rows[i].Cost / total * 100;
            var percent = share < 0.05m ? "<0.1%" : share.ToString("0.0", CultureInfo.InvariantCulture) + "%";
            frame[4 + i].TrimEnd().TrimEnd('│', '┃').TrimEnd().Should().EndWith(" " + percent);
        }
    }

    [Fact]
    public void Tables_OnAWideScreen_CutNothing()
    {
        foreach (var tab in (DashboardTab[])[DashboardTab.Models, DashboardTab.Projects, DashboardTab.Sessions])
        {
            string.Join('\n', Draw(new DashboardState { Tab = tab }, DemoScreens.Model(), 300, 60)).Should().NotContain("…");
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(48)]
    [InlineData(80)]
    public void Keys_AtAnyWidth_TellHowToSeeThemAll(int width)
    {
        foreach (var tab in Enum.GetValues<DashboardTab>()) Draw(new DashboardState { Tab = tab }, DemoScreens.Model(), width, 12)[^1].Should().Contain("? help");
    }

    [Fact]
    public void ShortNames_ModelsOfOneFamily_DifferBeforeTheyAreCut()
    {
        var names = new NameTable();
        var slots = new SlotTable();
        foreach (var model in (string[])["claude-opus-4-5-20251101", "claude-opus-4-5", "claude-haiku-4-5-20251001"])
        {
            var record = new UsageRecord { Time = DemoScreens.Moment.Ticks, Model = names.Intern(NameKind.Model, model), Source = SourceId.ClaudeCode };
            record.Tokens.Input = 1000;
            slots.Add(record);
        }

        var all = new DashboardModel(new(slots.Slots, names), new DemoPricer(), new(TimeZoneInfo.Utc), DemoScreens.Moment);
        MeterItems.Of(all.Table(Grouping.Model), Context(new(), all)).Select(i => i.ShortName).Should().BeEquivalentTo("opus-4-5-20251101", "opus-4-5", "haiku-4-5");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void Overview_OldLedger_ShowsItsPast(int width, int height)
    {
        var usage = DemoUsage.Until(DemoScreens.Moment);
        var later = new DashboardModel(usage, new DemoPricer(), new(TimeZoneInfo.Utc), DemoScreens.Moment.AddDays(90));
        string.Join('\n', Draw(new(), later, width, height)).Should().Contain("since 18 Sep 2026").And.Contain("█").And.NotContain("Last 30 days");
    }

    [Fact]
    public void Keys_WithoutUsage_OfferNothingToOpen()
    {
        var nothing = new DashboardModel(UsageSnapshot.Empty, null, new(TimeZoneInfo.Utc), DemoScreens.Moment);
        Draw(new(), nothing, 80, 24)[^1].Should().Contain("r read again").And.Contain("q quit").And.NotContain("open");
    }

    [Fact]
    public void Sort_NarrowTable_GoesThroughWhatIsShown()
    {
        var model = DemoScreens.Model();
        var state = new DashboardState { Tab = DashboardTab.Daily };
        var seen = new List<ColumnKind>();
        for (var i = 0; i < 4; i++)
        {
            var frame = new Frame(40, 10);
            var view = DashboardView.Draw(frame, Context(state, model));
            state = DashboardControl.Apply(state, new(UiActionKind.Sort), model, view);
            seen.Add(ListModel.SortOf(state));
        }

        seen.Should().Equal(ColumnKind.Tokens, ColumnKind.Cost, ColumnKind.Name, ColumnKind.Tokens);
    }

    [Fact]
    public void Overview_SmallScreen_TellsOfTheDayMovedTo()
    {
        var model = DemoScreens.Model();
        var day = model.Today.AddDays(-1);
        var text = string.Join('\n', Draw(new DashboardState { Day = day }, model, 40, 10));
        text.Should().Contain(day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)).And.Contain(NumberText.Usd(model.Sum(day, day).Cost));
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(64, 22)]
    [InlineData(80, 24)]
    public void Help_AtAnySize_CanBeReadWhole(int width, int height)
    {
        var model = DemoScreens.Model();
        var text = "";
        for (var scroll = 0; scroll < 80; scroll++)
        {
            text += string.Join('\n', Draw(new DashboardState { Overlay = Overlay.Help, OverlayScroll = scroll }, model, width, height)) + "\n";
        }

        text.Should().Contain("none of it has a known price").And.Contain("q  Ctrl-C");
        if (width != 64) text.Should().NotContain("…");
    }

    private static ViewContext Context(DashboardState state, DashboardModel model) => new(model, state, new FeedStatus(Files: 2772, IsWatching: true), ThemeCatalog.Dark, "/home/sam");

    private static string[] Draw(DashboardState state, DashboardModel model, int width, int height)
    {
        var frame = new Frame(width, height);
        DashboardView.Draw(frame, Context(state, model));
        return FrameText.Of(frame).TrimEnd('\n').Split('\n');
    }
}
