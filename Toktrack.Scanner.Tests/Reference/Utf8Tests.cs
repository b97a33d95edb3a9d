using System.Text;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Bytes that are no UTF-8: they become U+FFFD in names, cost no line, and no kernel reads them otherwise.</summary>
public sealed class Utf8Tests : IDisposable
{
    private readonly FileReadings _files = new();

    /// <summary>Overlong forms, halves of surrogate pairs, code points above U+10FFFF, stray and missing continuations, bytes that occur nowhere.</summary>
    public static IEnumerable<byte[]> Invalid()
    {
        foreach (var last in (byte[])[0x80, 0xAF, 0xBF])
        {
            yield return [0xC0, last];
            yield return [0xC1, last];
            yield return [0xE0, 0x80, last];
            yield return [0xE0, 0x9F, last];
            yield return [0xF0, 0x80, 0x80, last];
            yield return [0xF0, 0x8F, 0xBF, last];
            yield return [0xF8, 0x80, 0x80, 0x80, last];
            yield return [0xFC, 0x80, 0x80, 0x80, 0x80, last];
            for (var half = 0xA0; half <= 0xBF; half++) yield return [0xED, (byte)half, last];
            for (var beyond = 0x90; beyond <= 0xBF; beyond += 5) yield return [0xF4, (byte)beyond, 0x80, last];
            for (var lead = 0xF5; lead <= 0xFF; lead++) yield return [(byte)lead, 0x80, 0x80, last];
        }

        for (var stray = 0x80; stray <= 0xBF; stray++) yield return [(byte)stray];
        for (var lead = 0xC0; lead <= 0xFF; lead++) yield return [(byte)lead];
        foreach (var whole in (string[])["\u00e9", "\u4f60", "\ud83d\ude00", "\uFFFF", "\U0010FFFF"])
        {
            var bytes = Encoding.UTF8.GetBytes(whole);
            for (var length = 1; length < bytes.Length; length++) yield return bytes[..length];
        }
    }

    [Theory]
    [MemberData(nameof(Scans.Kernels), MemberType = typeof(Scans))]
    public void Read_EveryKindOfInvalidSequence_IsAReplacementInNamesAndHarmsNoNeighbour(string kernel)
    {
        var sequences = Invalid().ToList();
        var file = new ByteText();
        foreach (var sequence in sequences)
        {
            Line(file, [.. "/a"u8, .. sequence, .. "z"u8]);
            Line(file, "/good"u8);
        }

        using var reader = _files.Read(file.Span.ToArray(), new(kernel));
        reader.Records.Should().HaveCount(2 * sequences.Count);
        for (var i = 0; i < sequences.Count; i++)
        {
            reader.Names[reader.Records[2 * i].Project].Should().Be(Encoding.UTF8.GetString([.. "/a"u8, .. sequences[i], .. "z"u8])).And.Contain("\uFFFD");
            reader.Names[reader.Records[(2 * i) + 1].Project].Should().Be("/good");
        }

        sequences.Should().HaveCountGreaterThan(300);
    }

    [Fact]
    public void Read_EveryBitOfAThousandNamesTurned_EqualsTheReference()
    {
        var dice = new Dice(71);
        var lines = 0;
        for (var name = 0; name < 1000; name++)
        {
            var text = new ByteText();
            for (var letters = dice.Between(1, 12); letters > 0; letters--) text.Add(Encoding.UTF8.GetBytes(dice.Pick<string>(["a", "/", "\u00e9", "\u0436", "\u4f60", "\u20ac", "\ud83d\ude00", "\\u00e9", "\\\\"])));
            var bytes = text.Span.ToArray();
            var file = new ByteText();
            for (var bit = 0; bit < 8 * bytes.Length; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Line(file, bytes);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                lines++;
            }

            if (_files.Difference(file.Span.ToArray(), new(dice.Pick<string>([.. Structure.KernelCatalogNames.Supported]))) is { } difference) Assert.Fail($"{Encoding.UTF8.GetString(bytes)}: {difference}");
        }

        lines.Should().BeGreaterThan(100_000);
    }

    public void Dispose() => _files.Dispose();

    private static void Line(ByteText file, ReadOnlySpan<byte> folder)
    {
        file.Add("{\"type\":\"assistant\",\"timestamp\":\"2026-01-24T16:20:51.451Z\",\"cwd\":\""u8);
        file.Add(folder);
        file.Add("\",\"message\":{\"model\":\"m\",\"usage\":{\"output_tokens\":5}}}\n"u8);
    }
}
