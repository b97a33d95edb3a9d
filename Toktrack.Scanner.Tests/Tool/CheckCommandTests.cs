using Toktrack.Tool;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class CheckCommandTests
{
    [Theory]
    [InlineData("--max-usd 1", 0, "ok: day 2026-03-15: $0.32* of $1.00")]
    [InlineData("--max-usd 0.1", 3, "exceeded: day 2026-03-15: $0.32* of $0.10, $0.22 too much")]
    [InlineData("--max-usd 1 --strict", 4, "ok: day 2026-03-15")]
    [InlineData("--max-usd 0.1 --strict", 3, "exceeded: ")]
    [InlineData("--max-usd 0.318 --strict --source claude-code", 0, "ok: ")]
    [InlineData("--max-usd 60 --period week", 0, "ok: week 2026-03-09: $0.62* of $60.00")]
    [InlineData("--max-usd 60 --period month", 3, "exceeded: month 2026-03: $63.99* of $60.00, $3.99 too much")]
    [InlineData("--max-usd 60 --period month --by project", 3, "exceeded: month 2026-03, project work/api: $63.37 of $60.00, $3.37 too much")]
    [InlineData("--max-usd 60 --period year", 3, "exceeded: year 2026: $74.19*")]
    [InlineData("--max-usd 64 --period month --by model", 0, "model claude-opus-4-6: $60.66")]
    [InlineData("--max-usd 5 --period block", 0, "ok: block since 2026-03-15 07:00: $0.32 of $5.00")]
    [InlineData("--max-usd 0.3 --period block", 3, "exceeded: block")]
    [InlineData("--max-usd 5 --period session", 0, "ok: session ses_01abcdefghijkl: unpriced of $5.00")]
    [InlineData("--max-usd 5 --period session --session 3f1c", 3, "exceeded: session: $10.20 of $5.00")]
    [InlineData("--max-tokens 1000", 3, "422,820 of 1,000 tokens, 421,820 too many")]
    [InlineData("--max-usd 1 --max-tokens 1000000", 0, "$0.32* of $1.00; 422,820 of 1,000,000 tokens")]
    [InlineData("--max-usd 10 --since 2026-02-27 --until 2026-02-27", 3, "exceeded: 2026-02-27 to 2026-02-27: $10.20 of $10.00")]
    [InlineData("--max-usd 0", 3, "exceeded: ")]
    public void Check_AgainstABudget_ExitsAsDocumented(string options, int exitCode, string expected)
    {
        var (code, output, error) = new ToolRun { Snapshot = SampleLedger.Ordinary }.Run(["check", "--timezone", "UTC", .. options.Split(' ')]);
        error.Should().BeEmpty();
        output.Should().Contain(expected);
        code.Should().Be(exitCode);
    }

    [Fact]
    public void Check_WithoutUsage_IsOk()
    {
        new ToolRun().Run("check", "--max-usd", "0").Code.Should().Be(ExitCodes.Success);
        new ToolRun().Run("check", "--max-usd", "0", "--by", "project").Out.Should().Contain("no usage");
        new ToolRun().Run("check", "--max-usd", "0", "--period", "block").Out.Should().Contain("no active block");
    }

    [Fact]
    public void Check_AtTheBudgetExactly_IsNotExceeded()
    {
        var run = new ToolRun { Snapshot = new Query.SlotList().Add("2026-03-15T01:00:00Z", output: 40_000).Snapshot };
        run.Run("check", "--max-usd", "1", "--timezone", "UTC").Code.Should().Be(ExitCodes.Success);
        run.Run("check", "--max-usd", "0.999999", "--timezone", "UTC").Code.Should().Be(ExitCodes.BudgetExceeded);
    }
}
