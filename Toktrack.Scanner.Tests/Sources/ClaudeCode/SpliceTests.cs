using System.Text;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Sources.ClaudeCode;

/// <summary>Truncated records with a whole one spliced behind them, as crashed writers leave them (claude-code issue 81843).</summary>
public sealed class SpliceTests : IDisposable
{
    private readonly FileReadings _files = new();

    // Not from the reference: whatever is cut off, the whole record is read, and of the broken one nothing.
    [Fact]
    public void Read_RecordsCutAtEveryByteAndJoinedToAnother_TheWholeOneIsReadAndNothingElse()
    {
        var dice = new Dice(31);
        var kernels = Structure.KernelCatalogNames.Supported;
        var lines = 0;
        for (var pair = 0; pair < 200; pair++)
        {
            var first = ClaudeLine.Text("first" + pair, dice.Below(100_000), "req_a", moreUsage: dice.OneIn(2) ? "\"cache_creation\":{\"ephemeral_5m_input_tokens\":77}," : "");
            var second = ClaudeLine.Text("second" + pair, 1_000_000 + pair, "req_b", more: dice.OneIn(2) ? "\"x\":\"{\\\"\"," : "");
            var cuts = Enumerable.Range(1, first.Length - 1).ToList();
            var file = ClaudeLine.File([.. cuts.Select(length => first[..length] + second)]);
            using var reader = _files.Read(file, new(kernels[pair % kernels.Count]));
            reader.Records.Should().HaveCount(cuts.Count).And.OnlyContain(r => r.Tokens.Output == 1_000_000 + pair && r.Tokens.Input == 3);
            reader.Count(DiagnosticKind.MalformedLine).Should().Be(cuts.Count);
            reader.Count(DiagnosticKind.SalvagedRecord).Should().Be(cuts.Count);
            lines += cuts.Count;
        }

        lines.Should().BeGreaterThan(40_000);
    }

    [Fact]
    public void Read_GeneratedRecordsSpliced_EqualsTheReference()
    {
        var dice = new Dice(37);
        var kernels = Structure.KernelCatalogNames.Supported;
        for (var round = 0; round < 24; round++)
        {
            var (a, b) = (Line(dice), Line(dice));
            var file = new ByteText();
            for (var cut = 1; cut < a.Length; cut += 1 + dice.Below(6))
            {
                file.Add(a.AsSpan(0, cut));
                file.Add(b);
                file.Add((byte)'\n');
            }

            _files.Difference(file.Span.ToArray(), new(kernels[round % kernels.Count])).Should().BeNull("{0} / {1}", Encoding.UTF8.GetString(a), Encoding.UTF8.GetString(b));
        }
    }

    [Fact]
    public void Read_NulRunsOfAnyLengthBeforeARecord_TheRecordIsRead()
    {
        var file = ClaudeLine.File([.. Enumerable.Range(0, 700).Select(length => new string('\0', length) + ClaudeLine.Text("a" + length))]);
        foreach (var kernel in Structure.KernelCatalogNames.Supported)
        {
            using var reader = _files.Read(file, new(kernel));
            reader.Records.Should().HaveCount(700);
            reader.Count(DiagnosticKind.MalformedLine).Should().Be(0);
        }
    }

    public void Dispose() => _files.Dispose();

    private static byte[] Line(Dice dice)
    {
        var text = new ByteText();
        var line = ClaudeShapes.Any(dice);
        line.Renew(dice);
        line.Write(text, dice, 0);
        return text.Span.ToArray();
    }
}
