using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Sources.ClaudeCode;

/// <summary>nst/JSONTestSuite: each case as a line, as a skipped value of a usage line, and its numbers as token counts, for every kernel.</summary>
public sealed class JsonTestSuiteTests : IDisposable
{
    private static readonly byte[] s_before = Encoding.UTF8.GetBytes(ClaudeLine.Text("before", 111) + "\n");
    private static readonly byte[] s_after = Encoding.UTF8.GetBytes("\n" + ClaudeLine.Text("after", 222) + "\n");

    private readonly FileReadings _files = new();

    public static IEnumerable<object[]> Kernels => Scans.Kernels;

    [SharedTheory]
    [MemberData(nameof(Kernels))]
    public void Read_CaseBetweenGoodLines_NeighboursAreIntact(string kernel)
    {
        var cases = Cases();
        foreach (var (name, text) in cases)
        {
            byte[] file = [.. s_before, .. text, .. s_after];
            using var reader = _files.Read(file, new(kernel));
            reader.Records.Select(r => r.Tokens.Output).Should().Equal([111, 222], name);
            _files.Difference(file, new(kernel)).Should().BeNull(name);
        }

        cases.Should().HaveCount(318);
    }

    [SharedTheory]
    [MemberData(nameof(Kernels))]
    public void Read_CaseAsSkippedValue_TheRecordStandsExactlyWhenTheCaseIsValid(string kernel)
    {
        foreach (var (name, text) in Cases())
        {
            foreach (var place in new[] { "\"x\":", "\"cwd\":", "\"type\":\"assistant\",\"data\":", "\"message\":" })
            {
                byte[] line = [.. Encoding.UTF8.GetBytes("{\"timestamp\":\"2026-01-24T16:20:51Z\"," + place), .. text, .. ",\"message\":{\"id\":\"m\",\"usage\":{\"output_tokens\":333}}}"u8];
                byte[] file = [.. s_before, .. line, .. s_after];
                using var reader = _files.Read(file, new(kernel));
                long[] expected = name[0] switch
                {
                    'y' when !text.Contains((byte)'\n') => [111, 333, 222],
                    'i' when reader.Records.Count == 3 => [111, 333, 222],
                    _ => [111, 222],
                };
                reader.Records.Select(r => r.Tokens.Output).Should().Equal(expected, name + " as " + place);
                _files.Difference(file, new(kernel)).Should().BeNull(name);
            }
        }
    }

    [SharedTheory]
    [MemberData(nameof(Kernels))]
    public void Read_CaseInsideMessageAndUsage_EqualsTheReference(string kernel)
    {
        foreach (var (name, text) in Cases())
        {
            // Two cases of 100,000 brackets and more: the reference tries each brace, which takes minutes. Their lines are in the tests above.
            if (text.Length > 50_000) continue;
            foreach (var (before, after) in new[] { ("\"model\":", ",\"usage\":{\"output_tokens\":4}"), ("\"content\":", ",\"usage\":{\"output_tokens\":4}"), ("\"usage\":{\"speed\":", "}"), ("\"usage\":{\"iterations\":", "}"), ("\"usage\":{\"cache_creation\":", "}") })
            {
                byte[] line = [.. Encoding.UTF8.GetBytes("{\"timestamp\":\"2026-01-24T16:20:51Z\",\"message\":{\"id\":\"m\"," + before), .. text, .. Encoding.UTF8.GetBytes(after + "}}")];
                byte[] file = [.. s_before, .. line, .. s_after];
                _files.Difference(file, new(kernel)).Should().BeNull(name + " as " + before);
            }
        }
    }

    [SharedTheory]
    [MemberData(nameof(Kernels))]
    public void Read_NumbersAsTokenCounts_AsTryGetInt64(string kernel)
    {
        var values = 0;
        foreach (var (name, text) in Cases())
        {
            if (!name.Contains("number") || text is not [(byte)'[', .., (byte)']']) continue;
            var number = Encoding.Latin1.GetString(text.AsSpan(1..^1));
            var line = ClaudeLine.Text("m", moreUsage: $"\"cache_read_input_tokens\":{number},");
            byte[] file = [.. s_before, .. Encoding.Latin1.GetBytes(line), .. s_after];
            using var reader = _files.Read(file, new(kernel));
            var value = Framework(text);
            if (value is null)
            {
                reader.Records.Should().HaveCount(2, name);
                reader.Count(DiagnosticKind.MalformedLine).Should().Be(1, name);
                continue;
            }

            values++;
            reader.Records.Should().HaveCount(3, name);
            reader.Records[1].Tokens.CacheRead.Should().Be(Math.Max(0, value.Value), name);
            reader.Count(DiagnosticKind.BadCount).Should().Be(value < 0 ? 1 : 0, name);
        }

        values.Should().BeGreaterThan(15);
    }

    public void Dispose() => _files.Dispose();

    // The count; -1 where it is JSON and no count; null where it is not JSON.
    private static long? Framework(byte[] text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            reader.Read();
            reader.Read();
            var count = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= 0 ? value : -1;
            while (reader.Read())
            {
            }

            return count;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<(string Name, byte[] Text)> Cases() =>
        [.. Directory.EnumerateFiles(SharedData.Path("jsontestsuite"), "*.json").Order(StringComparer.Ordinal).Select(p => (Path.GetFileName(p), File.ReadAllBytes(p)))];
}
