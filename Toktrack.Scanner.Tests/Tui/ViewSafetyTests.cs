using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>Whatever names hold and whatever size the terminal has: nothing unsafe is written, nothing leaves the screen.</summary>
public class ViewSafetyTests
{
    private static readonly string[] s_hostile =
    [
        "\e[31mred", "\e]52;c;ZXZpbA==\a", "\e]8;;http://x\e\\link", "a\rb", "a\nb", "a\tb", "a\bb", "\x7f\x7f", "\u009b31m", "\u0085next",
        "\u202edesrever", "\u2066iso\u2069", "\u200e\u200f", "\u200b\u200d\ufeff", "\u2028\u2029", "\ud800 lone", "[red]x[/]", "[/]", "{0}", "%s%n",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\u0301first", "ﷺ﷽", "🇩🇪🇫🇷", "\u1160\u3164",
        "", " ", "/", "\\", "//", "...", "C:\\", "-", "\0\0\0",
    ];

    [Fact]
    public void Draw_HostileNamesAtAnySize_WritesOnlyWhatATerminalShows()
    {
        var random = new Random(3);
        var model = Hostile(random, 200);
        foreach (var name in DemoScreens.Names)
        {
            for (var round = 0; round < 40; round++)
            {
                var (width, height) = (random.Next(1, 301), random.Next(1, 81));
                Show(name, model, width, height, ThemeCatalog.All[round % 3], (Unit)(round % 2));
            }
        }
    }

    [Fact]
    public void Draw_EveryWidth_StaysOnTheScreen()
    {
        var model = Hostile(new Random(9), 60);
        for (var width = 1; width <= 300; width += width < 130 ? 1 : 7)
        {
            foreach (var name in (string[])["overview", "daily", "sessions", "stats", "detail"]) Show(name, model, width, 10 + (width % 50), ThemeCatalog.Dark, Unit.Cost);
        }
    }

    [Fact]
    public void Draw_ExtremeFigures_NeverFails()
    {
        var names = new NameTable();
        var slots = new SlotTable();
        foreach (var time in (long[])[0, UsageSlot.Ticks, DemoScreens.Moment.Ticks, DemoScreens.Moment.AddYears(900).Ticks, DateTime.MaxValue.Ticks])
        {
            var record = new UsageRecord { Time = time, Model = names.Intern(NameKind.Model, "claude-opus-4-5"), Source = SourceId.ClaudeCode };
            record.Tokens.Input = long.MaxValue;
            record.Tokens.Output = long.MaxValue;
            slots.Add(record);
        }

        var model = new DashboardModel(new(slots.Slots, names), new DemoPricer(), new(TimeZoneInfo.Utc), DemoScreens.Moment);
        foreach (var name in DemoScreens.Names)
        {
            foreach (var unit in Enum.GetValues<Unit>())
            {
                foreach (var width in (int[])[24, 40, 80, 120, 200]) Show(name, model, width, width / 3, ThemeCatalog.Dark, unit);
            }
        }
    }

    private static void Show(string name, DashboardModel model, int width, int height, Theme theme, Unit unit)
    {
        var frame = DemoScreens.Draw(name, model, width, height, theme, unit);
        var screen = new ScreenEmulator(width, height);
        var bytes = new FrameWriter(ColorDepth.TrueColor).Write(frame).ToArray();
        var show = () => screen.Feed(bytes);
        show.Should().NotThrow($"{name} at {width}x{height}");
        foreach (var rune in screen.Text.EnumerateRunes())
        {
            if (rune.Value != '\n' && System.Text.Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format)
            {
                rune.Value.Should().Be('\n', $"{name} at {width}x{height}");
            }
        }
    }

    private static DashboardModel Hostile(Random random, int count)
    {
        var names = new NameTable();
        var slots = new SlotTable();
        for (var i = 0; i < count; i++)
        {
            var text = s_hostile[i % s_hostile.Length] + (i < s_hostile.Length ? "" : s_hostile[random.Next(s_hostile.Length)]);
            if (i == 7) text = new string('x', 1_000_000);
            var record = new UsageRecord
            {
                Time = DemoScreens.Moment.AddHours(-random.Next(24 * 400)).Ticks,
                Model = names.Intern(NameKind.Model, text),
                Project = names.Intern(NameKind.Project, "/home/" + text),
                Session = names.Intern(NameKind.Session, text),
                Branch = names.Intern(NameKind.Branch, text),
                Source = (SourceId)(1 + random.Next(4)),
            };
            record.Tokens.Input = random.Next(10_000_000);
            slots.Add(record);
        }

        return new(new(slots.Slots, names), null, new(TimeZoneInfo.Utc), DemoScreens.Moment);
    }
}
