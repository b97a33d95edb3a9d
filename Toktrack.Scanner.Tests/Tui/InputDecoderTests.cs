using System.Text;
using Toktrack.Tool.Tui.Input;

namespace Toktrack.Scanner.Tests.Tui;

public class InputDecoderTests
{
    [Theory]
    [InlineData("\e[A", "Up")]
    [InlineData("\eOB", "Down")]
    [InlineData("\e[1;5C", "Right")]
    [InlineData("\e[D", "Left")]
    [InlineData("\e[H", "Home")]
    [InlineData("\e[1~", "Home")]
    [InlineData("\e[4~", "End")]
    [InlineData("\eOF", "End")]
    [InlineData("\e[5~", "PageUp")]
    [InlineData("\e[6~", "PageDown")]
    [InlineData("\e[Z", "BackTab")]
    [InlineData("\t", "Tab")]
    [InlineData("\r", "Enter")]
    [InlineData("\x7f", "Backspace")]
    [InlineData("\b", "Backspace")]
    [InlineData("q", "q")]
    [InlineData("é", "é")]
    [InlineData("漢👍", "漢 👍")]
    [InlineData("\u0003", "^c")]
    [InlineData("\u001a", "^z")]
    [InlineData("\ex", "Alt+x")]
    [InlineData("\e[<0;12;7M", "Click(11,6)")]
    [InlineData("\e[<0;12;7m", "")]
    [InlineData("\e[<64;1;1M", "WheelUp(0,0)")]
    [InlineData("\e[<65;3;4M", "WheelDown(2,3)")]
    [InlineData("\e[<68;3;4M", "WheelUp(2,3)")]
    [InlineData("\e[200~hi\r\e[201~x", "paste:h paste:i paste:Enter x")]
    [InlineData("\e]11;rgb:ffff/8080/0000\e\\", "Background(FF8000)")]
    [InlineData("\e]11;rgb:1/2/3\aq", "Background(112233) q")]
    [InlineData("\eP1$r0m\e\\j", "j")]
    [InlineData("\e[?62;4cj", "j")]
    [InlineData("\e[99999999999999Aj", "Up j")]
    [InlineData("\e\e", "Escape")]
    public void Decode_WholeOrByteByByte_GivesTheSameEvents(string typed, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(typed);
        var whole = new InputDecoder();
        string.Join(' ', whole.Decode(bytes).Select(Describe)).Should().Be(expected);
        var pieces = new InputDecoder();
        string.Join(' ', bytes.SelectMany(b => pieces.Decode([b]).Select(Describe).ToList())).Should().Be(expected);
    }

    [Fact]
    public void Flush_LoneEscape_IsTheEscapeKey()
    {
        var decoder = new InputDecoder();
        decoder.Decode("\e"u8).Should().BeEmpty();
        decoder.IsPending.Should().BeTrue();
        decoder.Flush().Select(Describe).Should().Equal("Escape");
        decoder.IsPending.Should().BeFalse();
    }

    [Fact]
    public void Flush_HalfOfACharacter_IsDropped()
    {
        var decoder = new InputDecoder();
        decoder.Decode([0xe6, 0xbc]).Should().BeEmpty();
        decoder.Flush().Should().BeEmpty();
        decoder.Decode("a"u8).Select(Describe).Should().Equal("a");
    }

    [Fact]
    public void Decode_AnyBytes_NeverFailsAndRecovers()
    {
        var random = new Random(5);
        var decoder = new InputDecoder();
        var likely = "\e[]O;<>0123456789~MmABuP\\\a\x7f\r"u8.ToArray();
        var buffer = new byte[64];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(buffer);
            for (var i = 0; i < buffer.Length; i++)
            {
                if (random.Next(2) == 0) buffer[i] = likely[random.Next(likely.Length)];
            }

            foreach (var e in decoder.Decode(buffer.AsSpan(0, random.Next(buffer.Length)))) (e.X >= 0 && e.Y >= 0).Should().BeTrue();
        }

        decoder.Decode("\e\\\e\\\e[201~"u8);
        decoder.Flush();
        decoder.Decode("q"u8).Select(Describe).Should().Equal("q");
    }

    private static string Describe(InputEvent e)
    {
        var name = e.Kind switch
        {
            InputKind.Character => (e.Control ? "^" : "") + (e.Alt ? "Alt+" : "") + e.Character,
            InputKind.Click or InputKind.WheelUp or InputKind.WheelDown => $"{e.Kind}({e.X},{e.Y})",
            InputKind.Background => $"Background({e.Value:X6})",
            _ => e.Kind.ToString(),
        };
        return e.Pasted ? "paste:" + name : name;
    }
}
