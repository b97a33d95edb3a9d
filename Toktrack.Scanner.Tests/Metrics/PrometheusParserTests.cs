namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>The parser refuses what it is there to refuse: else its silence proves nothing.</summary>
public sealed class PrometheusParserTests
{
    private const string Head = "# HELP a_total x\n# TYPE a_total counter\n";

    [Theory]
    [InlineData(Head + "a_total 1", "line feed")]
    [InlineData(Head + "\na_total 1\n", "empty line")]
    [InlineData("a_total 1\n", "without a TYPE")]
    [InlineData("# TYPE a_total counter\na_total 1\n", "no HELP")]
    [InlineData(Head + "a_total 1\n# HELP b x\n# TYPE b gauge\nb 1\na_total{x=\"1\"} 1\n", "in two places")]
    [InlineData(Head + "a_total{x=\"1\"} 1\na_total{x=\"1\"} 2\n", "twice")]
    [InlineData(Head + "a_total{x=\"1\",y=\"2\"} 1\na_total{y=\"2\",x=\"1\"} 2\n", "a series twice")]
    [InlineData(Head + "a_total{x=\"1\",x=\"2\"} 1\n", "a label twice")]
    [InlineData("# HELP a x\n# TYPE a counter\na 1\n", "_total")]
    [InlineData("# HELP a_total x\n# TYPE a_total gauge\na_total 1\n", "_total")]
    [InlineData(Head + "a_total{x=\"a\"b\"} 1\n", "behind a label")]
    [InlineData(Head + "a_total{x=\"\\x\"} 1\n", "unknown escape")]
    [InlineData(Head + "a_total{x=\"\"} 1\n", "empty label")]
    [InlineData(Head + "a_total{x=\"1\",} 1\n", "no label name")]
    [InlineData(Head + "a_total 1E-7\n", "plain number")]
    [InlineData(Head + "a_total 1.50\n", "plain number")]
    [InlineData(Head + "a_total -1\n", "below zero")]
    [InlineData(Head, "no samples")]
    public void Parse_TextThatBreaksARule_NamesTheRule(string text, string rule)
    {
        var parse = () => PrometheusParser.Parse(text);
        parse.Should().Throw<FormatException>().WithMessage($"*{rule}*");
    }

    [Fact]
    public void Parse_LoneSurrogate_IsNotUtf8()
    {
        foreach (var bad in new[] { "\uD800", "\uDC00", "a\uD800", "\uDC00a", "a\uDC00" })
        {
            var parse = () => PrometheusParser.Parse($"{Head}a_total{{x=\"{bad}\"}} 1\n");
            parse.Should().Throw<FormatException>().WithMessage("*UTF-8*");
        }

        PrometheusParser.Parse(Head + "a_total{x=\"\U0001F600\"} 1\n").Should().HaveCount(1);
    }

    [Fact]
    public void Parse_GoodText_GivesNamesLabelsAndValues()
    {
        var samples = PrometheusParser.Parse(Head + "a_total{x=\"q\\\"b\\\\n\\n\",y=\"2\"} 0.5\na_total 3\n");
        samples.Should().HaveCount(2);
        samples[0].Label("x").Should().Be("q\"b\\n\n");
        samples[0].Number.Should().Be(0.5m);
    }
}
