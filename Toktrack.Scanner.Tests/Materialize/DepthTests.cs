using System.Text;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Materialize;

/// <summary>Nesting of any depth: walked without recursion, on a stack that would not bear it.</summary>
public sealed class DepthTests : IDisposable
{
    private const int SmallStack = 128 * 1024;

    private readonly FileReadings _files = new();

    public static IEnumerable<object[]> Depths =>
        from depth in new[] { 1, 63, 64, 65, 127, 128, 129, 1000, 100_000, 10_000_000 }
        from opening in new[] { "[", "{\"a\":" }
        where depth * opening.Length < 40_000_000
        select new object[] { depth, opening };

    [Theory]
    [MemberData(nameof(Depths))]
    public void Read_DeepValue_RecordIsReadAndNeighboursToo(int depth, string opening)
    {
        var closing = opening == "[" ? "]" : "}";
        var line = ClaudeLine.Text("deep", 2, more: $"\"x\":{Repeat(opening, depth)}1{Repeat(closing, depth)},");
        var file = ClaudeLine.File(ClaudeLine.Text("before", 1), line, ClaudeLine.Text("after", 3));
        Outputs(file, out var malformed).Should().Equal(1, 2, 3);
        malformed.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Depths))]
    public void Read_DeepValueWithOneBracketWrong_IsBroken(int depth, string opening)
    {
        var closing = opening == "[" ? "]" : "}";
        var wrong = opening == "[" ? "}" : "]";
        var half = depth / 2;
        var line = ClaudeLine.Text("deep", 2, more: $"\"x\":{Repeat(opening, depth)}1{Repeat(closing, half)}{wrong}{Repeat(closing, depth - half - 1)},");
        var file = ClaudeLine.File(ClaudeLine.Text("before", 1), line, ClaudeLine.Text("after", 3));
        Outputs(file, out var malformed).Should().Equal(1, 3);
        malformed.Should().Be(1);
    }

    [Fact]
    public void Read_MixedNestingAroundEveryWordOfBits_EqualsTheReference()
    {
        var dice = new Dice(43);
        for (var round = 0; round < 300; round++)
        {
            var depth = dice.Between(1, 200);
            var text = new StringBuilder();
            var closing = new Stack<char>();
            for (var i = 0; i < depth; i++)
            {
                var isArray = dice.OneIn(2);
                text.Append(isArray ? "[" : "{\"k\":");
                if (isArray && dice.OneIn(3)) text.Append("1,");
                closing.Push(isArray ? ']' : '}');
            }

            text.Append("{}");
            foreach (var c in closing)
            {
                if (dice.OneIn(5)) text.Append(c == ']' ? ",[]" : ",\"l\":{}");
                text.Append(dice.OneIn(2000) ? ' ' : c);
            }

            _files.Difference(ClaudeLine.File(ClaudeLine.Text("a", more: $"\"x\":{text},"), ClaudeLine.Text("b")), new("scalar")).Should().BeNull("{0}", text);
        }
    }

    public void Dispose() => _files.Dispose();

    private List<long> Outputs(byte[] file, out long malformed)
    {
        var outputs = new List<long>();
        var broken = -1L;
        var thread = new Thread(
            () =>
            {
                using var reader = _files.Read(file, new(Structure.KernelCatalogNames.Supported[0]));
                outputs.AddRange(reader.Records.Select(r => r.Tokens.Output));
                broken = reader.Count(DiagnosticKind.MalformedLine);
            },
            SmallStack);
        thread.Start();
        thread.Join();
        malformed = broken;
        return outputs;
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
