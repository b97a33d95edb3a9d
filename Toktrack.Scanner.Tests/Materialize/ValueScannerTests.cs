using System.Text;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Structure;
using Toktrack.Scanner.Tests.Fuzz;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Materialize;

/// <summary>Values and strings passed without an index, against the plain grammar.</summary>
public sealed class ValueScannerTests
{
    private const int Padding = 256;

    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\"a\"", "\"k\":", "\\\"", "\\n", "\\t", "\\u12aF", "\\u12g4", "\\x", "\\r", "\\/", "\\\\", "0", "-1.5e+3", "01", "1.", "true", "null", "nul",
        " ", "\t", "{}", "[]", "\u0001", "é", new string('x', 61), new string('\\', 64), "\"" + new string('y', 130) + "\"", "[[", "]]", "{\"a\":[1,{\"b\":\"c\"}]}",
    ];

    public static IEnumerable<object[]> Kernels => Scans.Kernels;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Pass_AnyPieces_IsRightOrLeavesItToTheCursor(string kernel)
    {
        var pass = KernelCatalog.Get(kernel).Accept(new PassMaker());
        var dice = new Dice(41);
        var passed = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var text = Value(dice, 0) + string.Concat(Enumerable.Range(0, dice.OneIn(2) ? 0 : 1 + dice.Below(4)).Select(_ => dice.Pick<string>(s_pieces)));
            if (dice.OneIn(3)) text = text.Remove(dice.Below(text.Length), 1) + "]";
            var line = Encoding.UTF8.GetBytes(text + "\n");
            var bytes = new byte[line.Length + Padding];
            line.CopyTo(bytes, 0);
            var end = pass(bytes, line.Length, 0);
            if (end < 0) continue;
            passed++;
            PlainJson.ValueLength(bytes.AsSpan(0, end)).Should().Be(end, "{0}", text);
        }

        passed.Should().BeGreaterThan(20_000);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Pass_CompactValue_IsPassedWhole(string kernel)
    {
        var pass = KernelCatalog.Get(kernel).Accept(new PassMaker());
        var dice = new Dice(43);
        for (var i = 0; i < 20_000; i++)
        {
            var value = Encoding.UTF8.GetBytes(Value(dice, 0));
            var start = dice.Below(70);
            var bytes = new byte[start + value.Length + 1 + Padding];
            value.CopyTo(bytes, start);
            bytes[start + value.Length] = (byte)'\n';
            pass(bytes, start + value.Length + 1, start).Should().Be(start + value.Length, "{0}", Encoding.UTF8.GetString(value));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Pass_MoreThanSixtyFourLevels_IsLeftToTheCursor(string kernel)
    {
        var pass = KernelCatalog.Get(kernel).Accept(new PassMaker());
        foreach (var depth in new[] { 1, 63, 64, 65, 66, 1000 })
        {
            var bytes = Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth) + "\n" + new string(' ', Padding));
            pass(bytes, (2 * depth) + 1, 0).Should().Be(depth <= 65 ? 2 * depth : -1, "depth {0}", depth);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void End_BackslashRunsOfEveryLengthAndOffset_FindsTheClosingQuote(string kernel)
    {
        var pass = KernelCatalog.Get(kernel).Accept(new PassMaker());
        var bytes = new byte[1024];
        for (var offset = 0; offset < 128; offset++)
        {
            for (var run = 0; run <= 130; run++)
            {
                bytes.AsSpan().Fill((byte)'n');
                bytes[0] = (byte)'"';
                bytes.AsSpan(1 + offset, run).Fill((byte)'\\');
                bytes[1 + offset + run] = (byte)'"';
                bytes[2 + offset + run] = (byte)'"';
                bytes[3 + offset + run] = (byte)'\n';
                var end = pass(bytes, 4 + offset + run, 0);
                if (end != 2 + offset + run + (run % 2)) Assert.Fail($"offset {offset}, run {run}: {end}");
            }
        }
    }

    private static string Value(Dice dice, int depth)
    {
        if (depth > 4 || dice.OneIn(3)) return dice.Pick<string>(["1", "-0.5", "true", "null", "\"\"", "\"a b\"", "\"\\n\\t\\\"\\\\\\u00e9\\/\\r\\b\\f\"", "\"" + new string('z', dice.Below(200)) + "\""]);
        var count = dice.Below(4);
        return dice.OneIn(2)
            ? "[" + string.Join(',', Enumerable.Range(0, count).Select(_ => Value(dice, depth + 1))) + "]"
            : "{" + string.Join(',', Enumerable.Range(0, count).Select(k => $"\"k{k}\":" + Value(dice, depth + 1))) + "}";
    }

    private delegate int PassFunction(byte[] bytes, int length, int at);

    private sealed class PassMaker : IKernelVisitor<PassFunction>
    {
        public PassFunction Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock> => (bytes, length, at) => ValueScanner<TBlock>.Pass(bytes.AsSpan(0, length), at);
    }
}
