using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo.Gemini;

/// <summary>One answer of a Gemini model: cached tokens are part of the input, thoughts are not part of the output.</summary>
internal struct GeminiMessage
{
    public (ulong First, ulong Second) Id;
    public long Time;
    public string Model;
    public long Input;
    public long Cached;
    public long Output;
    public long Thoughts;
    public long Tool;
    public int Text;

    /// <summary>What toktrack has to make of it.</summary>
    public readonly TokenCounts Counts => new()
    {
        Input = Input - Cached + Tool,
        CacheRead = Cached,
        Output = Output + Thoughts,
        Reasoning = Thoughts,
    };

    /// <summary>Writes the message as a line; it is appended first without and then with its tokens.</summary>
    public readonly void WriteRecord(LogWriter log, TextPools pools, CorpusRandom random, bool withTokens)
    {
        log.Raw("{\"id\":\""u8).Uuid(Id.First, Id.Second).Raw("\",\"timestamp\":\""u8).Time(Time).Raw("\",\"type\":\"gemini\",\"content\":\""u8)
            .Text(pools.Prose, ref random, Text).Raw("\",\"thoughts\":[]"u8);
        if (withTokens)
        {
            log.Raw(",\"tokens\":{\"input\":"u8).Number(Input).Raw(",\"output\":"u8).Number(Output).Raw(",\"cached\":"u8).Number(Cached)
                .Raw(",\"thoughts\":"u8).Number(Thoughts).Raw(",\"tool\":"u8).Number(Tool).Raw(",\"total\":"u8).Number(Input + Output + Thoughts + Tool).Raw("}"u8);
        }
        else
        {
            log.Raw(",\"tokens\":null"u8);
        }

        log.Raw(",\"model\":\""u8).Ascii(Model).Raw("\"}\n"u8);
    }

    /// <summary>Writes the message as part of a document, indented as the CLI does it.</summary>
    public readonly void WriteDocumentPart(LogWriter log, TextPools pools, CorpusRandom random) =>
        log.Raw("    {\n      \"id\": \""u8).Uuid(Id.First, Id.Second).Raw("\",\n      \"timestamp\": \""u8).Time(Time)
            .Raw("\",\n      \"type\": \"gemini\",\n      \"content\": \""u8).Text(pools.Prose, ref random, Text)
            .Raw("\",\n      \"thoughts\": [],\n      \"tokens\": {\n        \"input\": "u8).Number(Input).Raw(",\n        \"output\": "u8).Number(Output)
            .Raw(",\n        \"cached\": "u8).Number(Cached).Raw(",\n        \"thoughts\": "u8).Number(Thoughts).Raw(",\n        \"tool\": "u8).Number(Tool)
            .Raw(",\n        \"total\": "u8).Number(Input + Output + Thoughts + Tool).Raw("\n      },\n      \"model\": \""u8).Ascii(Model).Raw("\"\n    }"u8);
}
