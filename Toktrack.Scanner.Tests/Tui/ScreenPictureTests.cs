using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>The pictures of the README are what <c>toktrack screenshot</c> draws; <c>TOKTRACK_UPDATE_GOLDEN=1</c> draws them anew.</summary>
public class ScreenPictureTests
{
    [Theory]
    [InlineData("overview", "dark")]
    [InlineData("overview", "light")]
    [InlineData("sessions", "dark")]
    [InlineData("sessions", "light")]
    [InlineData("detail", "dark")]
    [InlineData("detail", "light")]
    [InlineData("stats", "dark")]
    [InlineData("stats", "light")]
    public void Picture_InTheRepository_IsWhatTheCommandDraws(string view, string theme)
    {
        var look = ThemeCatalog.All.Single(t => t.Name == theme);
        var svg = SvgScreen.Of(DemoScreens.Draw(view, DemoScreens.Model(), 120, 40, look), look);
        var path = Path.Combine(Folder(), $"{view}-{theme}.svg");
        if (Environment.GetEnvironmentVariable("TOKTRACK_UPDATE_GOLDEN") == "1") File.WriteAllText(path, svg);
        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(svg);
        XDocument.Parse(svg).Root!.Name.LocalName.Should().Be("svg");
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".github", "screens"));
}
