using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>The reference is held against the framework's reader, so that there is one authority.</summary>
public sealed class PlainJsonTests
{
    [Fact]
    public void ObjectLength_GeneratedAndDamagedLines_EqualsUtf8JsonReader()
    {
        var dice = new Dice(7);
        var text = new ByteText();
        var whole = 0;
        var broken = 0;
        for (var i = 0; i < 60_000; i++)
        {
            text.Clear();
            var line = ClaudeShapes.Any(dice);
            line.Renew(dice);
            if (dice.OneIn(2)) LineEdits.Apply(line, dice);
            line.Write(text, dice, dice.OneIn(2) ? 5 : 0);
            if (dice.OneIn(2)) LineDamage.Apply(text, dice);
            var start = PlainJson.White(text.Span);
            var expected = ByFramework(text.Span[start..]);
            PlainJson.ObjectLength(text.Span[start..]).Should().Be(expected, "{0}", Encoding.Latin1.GetString(text.Span));
            if (expected > 0) whole++;
            else broken++;
        }

        whole.Should().BeGreaterThan(20_000);
        broken.Should().BeGreaterThan(5_000);
    }

    [SharedFact]
    public void ObjectLength_JsonTestSuiteAsMember_EqualsUtf8JsonReader()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Path("jsontestsuite"), "*.json"))
        {
            byte[] text = [.. "{\"a\":"u8, .. File.ReadAllBytes(path), .. ",\"b\":1}"u8];
            PlainJson.ObjectLength(text).Should().Be(ByFramework(text), path);
        }
    }

    [Fact]
    public void Bytes_GeneratedStrings_EqualsGetString()
    {
        var dice = new Dice(11);
        var decoded = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var text = ClaudeValues.Prose(dice);
            var reader = new Utf8JsonReader(text);
            reader.Read();
            string framework;
            try
            {
                framework = reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                continue; // Half a surrogate pair or bytes that are not UTF-8.
            }

            decoded++;
            PlainText.Text(text).Should().Be(framework);
        }

        decoded.Should().BeGreaterThan(20_000);
    }

    private static int ByFramework(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'{', ..]) return 0;
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue, AllowMultipleValues = true }));
            reader.Read();
            reader.Skip();
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
