using System.Text;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>A Gemini chat as a document that is rewritten after each message, in place and in pieces, or by another file under its name.</summary>
internal sealed class GeminiDocumentWriter(string home, ChaosTruth truth, ChaosTool tool, ulong seed) : ChaosWriter(home, truth, tool, seed)
{
    private readonly List<string> _messages = [];
    private int _chat = 1;

    private string File => Path.Combine(Home, ".gemini", "tmp", "work", "chats", $"document-{_chat}.json");

    public override void Finish() => Write(inPlace: false);

    protected override string Act()
    {
        if (_messages.Count > 100 || Dice.OneIn(60))
        {
            Write(inPlace: false);
            Tool.Settle();
            if (Dice.OneIn(2))
            {
                // The CLI drops old messages, which stay counted.
                _messages.RemoveRange(0, _messages.Count / 2);
                return "drop messages";
            }

            System.IO.File.Delete(File);
            _messages.Clear();
            _chat++;
            return "delete";
        }

        var (number, time, tokens) = (Next(), Time(), Tokens());
        tokens = tokens with { CacheWrite5m = 0 };
        State("gemini", $"document {number}", time, "gemini-3-flash", $"document-{_chat}", tokens);
        _messages.Add($"{{\"id\":\"d{number}\",\"timestamp\":\"{Stamp(time)}\",\"type\":\"gemini\",\"content\":\"{Prose()}\",\"tokens\":{{\"input\":{tokens.Input + tokens.CacheRead},\"output\":{tokens.Output},\"cached\":{tokens.CacheRead}}},\"model\":\"gemini-3-flash\"}}");
        var inPlace = Dice.OneIn(2);
        Write(inPlace);
        return inPlace ? "rewrite in place" : "replace";
    }

    private void Write(bool inPlace)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\n  \"sessionId\": \"document-{_chat}\",\n  \"lastUpdated\": \"{Stamp(Time())}\",\n  \"messages\": [\n{string.Join(",\n", _messages)}\n]}}\n");
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var path = inPlace ? File : File + ".new";
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            for (var at = 0; at < bytes.Length;)
            {
                var count = Dice.Between(1, bytes.Length - at);
                stream.Write(bytes, at, count);
                stream.Flush();
                at += count;
                if (Dice.OneIn(4)) Thread.Sleep(Dice.Below(20));
            }
        }

        if (!inPlace) System.IO.File.Move(path, File, overwrite: true);
    }
}
