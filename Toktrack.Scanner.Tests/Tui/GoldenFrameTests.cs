using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;
using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>
/// Every view at four sizes in three themes over the same made-up usage. A golden file holds the text of the dark theme and
/// a hash of all cells with their looks for each theme. <c>TOKTRACK_UPDATE_GOLDEN=1</c> writes them anew: look at the difference.
/// </summary>
public class GoldenFrameTests
{
    private static readonly DashboardModel s_model = DemoScreens.Model();

    public static TheoryData<string, int, int> Screens
    {
        get
        {
            var screens = new TheoryData<string, int, int>();
            foreach (var name in DemoScreens.Names)
            {
                foreach (var (width, height) in ((int, int)[])[(40, 10), (80, 24), (120, 40), (200, 60)]) screens.Add(name, width, height);
            }

            return screens;
        }
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Draw_DemoUsage_LooksAsApproved(string name, int width, int height)
    {
        string text;
        lock (s_model)
        {
            var hashes = ThemeCatalog.All.Select(t => $"{t.Name} {Hash(DemoScreens.Draw(name, s_model, width, height, t)):x16}");
            text = string.Join(", ", hashes) + "\n" + FrameText.Of(DemoScreens.Draw(name, s_model, width, height, ThemeCatalog.Dark));
        }

        var path = Path.Combine(Folder(), $"{name}-{width}x{height}.txt");
        if (Environment.GetEnvironmentVariable("TOKTRACK_UPDATE_GOLDEN") == "1") File.WriteAllText(path, text);
        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(text);
    }

    [Fact]
    public void Draw_NoColours_ShowsHeatByShape()
    {
        var text = FrameText.Of(DemoScreens.Draw("overview", DemoScreens.Model(), 80, 24, ThemeCatalog.Plain));
        text.Should().Contain("less · ░ ▒ ▓ █ more").And.NotContain("■");
    }

    private static ulong Hash(Frame frame)
    {
        var hash = 1UL;
        for (var y = 0; y < frame.Height; y++) hash = StableHash.Combine(hash, StableHash.Of(MemoryMarshal.AsBytes(frame.Row(y))));
        return hash;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
