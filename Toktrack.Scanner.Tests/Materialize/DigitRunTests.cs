using System.Globalization;
using System.Text;
using Toktrack.Scanner.Materialize;

namespace Toktrack.Scanner.Tests.Materialize;

public sealed class DigitRunTests
{
    [Fact]
    public void Length_RandomBytes_CountsTheDigitsAtThePosition()
    {
        var random = new Random(7);
        var text = new byte[24];
        for (var round = 0; round < 200_000; round++)
        {
            random.NextBytes(text);
            var digits = random.Next(11);
            for (var i = 0; i < digits; i++) text[4 + i] = (byte)('0' + random.Next(10));
            for (var at = 0; at <= 8; at++)
            {
                var end = text.AsSpan(at, 8).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
                var expected = end < 0 ? 8 : end;
                var length = DigitRun.Length(text, at, out var run);
                if (length != expected) Assert.Fail($"{Convert.ToHexString(text)} at {at}: {length} digits");
                if (expected == 0) continue;
                var value = long.Parse(text.AsSpan(at, expected), CultureInfo.InvariantCulture);
                if (DigitRun.Value(run, expected) != value) Assert.Fail($"{Convert.ToHexString(text)} at {at}: {DigitRun.Value(run, expected)}");
            }
        }
    }

    [Theory]
    [InlineData("0,", 1, 0)]
    [InlineData("9}", 1, 9)]
    [InlineData("10,", 2, 10)]
    [InlineData("9999999,", 7, 9999999)]
    [InlineData("12345678", 8, 12345678)]
    [InlineData("123456789", 8, 12345678)]
    [InlineData("-1,", 0, 0)]
    [InlineData("\u00ff1,", 0, 0)]
    [InlineData("1\u00ff22,", 1, 1)]
    [InlineData("12:3,", 2, 12)]
    [InlineData("12/3,", 2, 12)]
    public void Value_DigitsBeforeSomethingElse_IsTheirNumber(string text, int digits, long value)
    {
        var bytes = new byte[64];
        Encoding.Latin1.GetBytes(text, bytes);
        DigitRun.Length(bytes, 0, out var run).Should().Be(digits);
        if (digits > 0) DigitRun.Value(run, digits).Should().Be(value);
    }
}
