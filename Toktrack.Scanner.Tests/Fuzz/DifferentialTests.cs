using System.Security.Cryptography;
using Xunit.Abstractions;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Every line read as the reference reads it (O1), every broken one refused as it does (O2, O3), whatever the kernel, window or part.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int LinesEach = 500_000;

    [Theory]
    [InlineData(20260124)]
    [InlineData(0)]
    public void Read_GeneratedLines_EqualsTheReference(ulong seed) => Run(seed, damaged: false);

    [Theory]
    [InlineData(81843)]
    [InlineData(0)]
    public void Read_DamagedLines_EqualsTheReference(ulong seed) => Run(seed, damaged: true);

    [Theory]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("gemini-document")]
    public void Read_OtherClisGeneratedAndDamaged_EqualsTheReference(string source)
    {
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        IFuzzSource made = source switch { "codex" => new CodexFuzz(), "gemini" => new GeminiFuzz(), _ => new GeminiDocumentFuzz() };
        using var run = new FuzzRun(made, seed);
        for (var step = 0; run.Lines < LinesEach / 10; step++)
        {
            var find = run.Step(step % 2 == 1);
            find.Should().BeNull("seed {0}:\n{1}", seed, find);
        }

        output.WriteLine($"seed {seed}: {run.Lines:N0} lines, {run.Records:N0} records, {run.Malformed:N0} broken, {run.Bytes:N0} bytes");
        run.Records.Should().BeGreaterThan(LinesEach / 50, "lines that hold nothing prove nothing");
    }

    [Fact]
    public void Run_HomesOfEveryCliWithAndWithoutLedger_EqualTheReference()
    {
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        using var run = new HomeFuzz(seed, lines: 300);
        for (var step = 0; step < 12; step++)
        {
            var find = run.Step(step % 2 == 1);
            find.Should().BeNull("seed {0}:\n{1}", seed, find);
        }

        output.WriteLine($"seed {seed}: {run.Lines:N0} lines, {run.Records:N0} records, {run.Malformed:N0} broken");
        run.Records.Should().BeGreaterThan(3000);
    }

    // Seed 0: a fresh one, printed.
    private void Run(ulong seed, bool damaged)
    {
        if (seed == 0) seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        using var run = new FuzzRun(new ClaudeFuzz(), seed);
        var kernels = Structure.KernelCatalogNames.Supported.Count;
        // The slowest kernel is drawn rarely: some seeds come to their lines without it.
        while (run.Lines < LinesEach || (run.ByKernel.Count < kernels && run.Lines < 8 * LinesEach))
        {
            var find = run.Step(damaged);
            find.Should().BeNull("seed {0}:\n{1}", seed, find);
        }

        output.WriteLine($"seed {seed}: {run.Lines:N0} lines, {run.Records:N0} records, {run.Malformed:N0} broken, {run.Bytes:N0} bytes; {string.Join(", ", run.ByKernel.Select(k => $"{k.Key} {k.Value:N0}"))}");
        run.Records.Should().BeGreaterThan(LinesEach / 4, "lines that hold nothing prove nothing");
        run.ByKernel.Count.Should().Be(kernels);
    }
}
