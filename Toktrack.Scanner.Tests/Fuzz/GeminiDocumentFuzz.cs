using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;
using static Toktrack.Scanner.Tests.Fuzz.JsonNode;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Gemini's documents, one object with all messages; damaged: cut off anywhere, as while it is being rewritten.</summary>
internal sealed class GeminiDocumentFuzz : IFuzzSource
{
    public SourceId Id => SourceId.Gemini;

    public int Layout => 0;

    public string FileName(Dice dice) => "tmp/work/chats/session-2026-01-02T10-00-1.json";

    public void Write(ByteText file, int lines, bool damaged, Dice dice)
    {
        var document = GeminiFuzz.Head(dice);
        var messages = JsonNode.Array();
        for (var i = 0; i < lines; i++)
        {
            messages.Items!.Add(dice.OneIn(4) ? Object(("id", Of("\"u\"")), ("type", Of("\"user\"")), ("content", Made(ClaudeValues.Prose))) : GeminiFuzz.Message(dice));
        }

        // In a document that is cut off, what stands behind the messages is not known yet.
        document.Members!.RemoveAll(m => damaged && m.Key.AsSpan().SequenceEqual("model"u8));
        document.Members.Insert(damaged ? document.Members.Count : dice.Below(document.Members.Count + 1), ("messages"u8.ToArray(), messages));
        document.Renew(dice);
        if (dice.OneIn(30)) file.Add("\uFEFF"u8);
        document.Write(file, dice, dice.OneIn(3) ? dice.Between(2, 10) : 0);
        if (dice.OneIn(2)) file.Add((byte)'\n');
        if (!damaged) return;
        var keep = dice.Between(3, file.Length);
        file.Remove(keep, file.Length - keep);
    }

    public PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine) => PlainGeminiReader.Read(file, path, longestLine);
}
