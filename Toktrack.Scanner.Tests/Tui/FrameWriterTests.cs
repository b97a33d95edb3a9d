using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.Screen;

namespace Toktrack.Scanner.Tests.Tui;

public class FrameWriterTests
{
    private static readonly string[] s_texts = ["plain", "漢字かな", "e\u0301te\u0301", "👩‍💻 emoji", "▁▂▃█", "a", "│", "ＡＢ", "z\u0300\u0301\u0302", "", "\u05e9\u05dc\u05d5\u05dd"];

    [Fact]
    public void Write_RandomFrames_ScreenEqualsFrame()
    {
        var random = new Random(7);
        foreach (var depth in Enum.GetValues<ColorDepth>())
        {
            var frame = new Frame(37, 9);
            var writer = new FrameWriter(depth);
            var screen = new ScreenEmulator(37, 9);
            for (var round = 0; round < 300; round++)
            {
                if (random.Next(10) == 0) frame.Clear();
                for (var i = random.Next(6); i >= 0; i--) DrawSomething(frame, random);
                screen.Feed(writer.Write(frame));
                screen.Text.TrimEnd('\n').Should().Be(FrameText.Of(frame).TrimEnd('\n'), $"round {round} at {depth}");
                screen.InUpdate.Should().BeFalse();
            }
        }
    }

    [Fact]
    public void Write_RandomFrames_LooksEqualThoseOfAFreshScreen()
    {
        var random = new Random(11);
        var frame = new Frame(30, 6);
        var writer = new FrameWriter(ColorDepth.TrueColor);
        var screen = new ScreenEmulator(30, 6);
        for (var round = 0; round < 200; round++)
        {
            for (var i = random.Next(5); i >= 0; i--) DrawSomething(frame, random);
            screen.Feed(writer.Write(frame));
            var fresh = new ScreenEmulator(30, 6);
            fresh.Feed(new FrameWriter(ColorDepth.TrueColor).Write(frame));
            for (var y = 0; y < 6; y++)
            {
                for (var x = 0; x < 30; x++)
                {
                    if (frame.Row(y)[x].Symbol != Cell.Continuation) screen.LookAt(x, y).Should().Be(fresh.LookAt(x, y), $"round {round} at {x},{y}");
                }
            }
        }
    }

    [Fact]
    public void Write_SameFrameTwice_WritesNothing()
    {
        var frame = new Frame(80, 24);
        frame.Text(3, 3, "steady", new(Color.Rgb(0x123456)));
        var writer = new FrameWriter(ColorDepth.TrueColor);
        writer.Write(frame).Length.Should().BePositive();
        writer.Write(frame).Length.Should().Be(0);
    }

    [Fact]
    public void Write_OneCellChanged_WritesFewBytesInOneUpdate()
    {
        var frame = new Frame(200, 60);
        frame.Fill(frame.Bounds, '.', default);
        var writer = new FrameWriter(ColorDepth.TrueColor);
        writer.Write(frame);
        frame.Put(100, 30, 'x', default);
        var screen = new ScreenEmulator(200, 60);
        var bytes = writer.Write(frame);
        bytes.Length.Should().BeLessThan(40);
        screen.Feed(bytes);
        screen.Updates.Should().Be(1);
    }

    [Fact]
    public void Write_AfterInvalidate_WritesTheWholeFrame()
    {
        var frame = new Frame(20, 3);
        frame.Text(0, 1, "again", default);
        var writer = new FrameWriter(ColorDepth.None);
        writer.Write(frame);
        writer.Invalidate();
        var screen = new ScreenEmulator(20, 3);
        screen.Feed(writer.Write(frame));
        screen.Line(1).Should().StartWith("again");
    }

    [Fact]
    public void Write_NoColours_WritesNoColour()
    {
        var frame = new Frame(20, 2);
        frame.Text(0, 0, "red", new Style(Color.Rgb(0xff0000), Color.Rgb(0x00ff00)).Bold());
        var text = System.Text.Encoding.UTF8.GetString(new FrameWriter(ColorDepth.None).Write(frame));
        text.Should().NotContain("38;").And.NotContain("48;").And.Contain(";1");
    }

    private static void DrawSomething(Frame frame, Random random)
    {
        var style = new Style(
            random.Next(3) == 0 ? default : Color.Rgb((uint)random.Next(0x1000000)),
            random.Next(3) == 0 ? Color.Rgb((uint)random.Next(0x1000000)) : default,
            (CellAttributes)random.Next(32));
        var (x, y) = (random.Next(-3, frame.Width + 3), random.Next(-2, frame.Height + 2));
        if (random.Next(4) == 0) frame.Fill(new(x, y, random.Next(8), random.Next(4)), '#', style);
        else frame.Text(x, y, s_texts[random.Next(s_texts.Length)], style, random.Next(1, 12));
    }
}
