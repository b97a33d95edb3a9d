using System.Text;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Sources.ClaudeCode;

/// <summary>Lines of one shape with lines between them that differ a little: whatever is remembered of a line must not leak into the next.</summary>
public sealed class ShapeSequenceTests : IDisposable
{
    private const string Base = """{"parentUuid":"p","isSidechain":false,"cwd":"/w","sessionId":"s","gitBranch":"main","message":{"model":"m-1","id":"msg_1","type":"message","content":[{"type":"text","text":"hello"}],"usage":{"input_tokens":1,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"cache_creation":{"ephemeral_5m_input_tokens":4,"ephemeral_1h_input_tokens":5},"output_tokens":6,"service_tier":"standard"}},"requestId":"req_1","type":"assistant","uuid":"u","timestamp":"2026-01-24T16:20:51.451Z"}""";

    // A sub-agent's line, echoed: the time of the echo counts.
    private const string Echo = """{"parentUuid":"p","isSidechain":false,"cwd":"/w","sessionId":"s","gitBranch":"main","type":"progress","data":{"message":{"type":"assistant","timestamp":"2026-01-24T16:20:50.001Z","message":{"model":"m-1","id":"msg_e","type":"message","content":[{"type":"text","text":"hello"}],"usage":{"input_tokens":1,"cache_read_input_tokens":3,"output_tokens":6}},"requestId":"req_e","uuid":"u"},"normalizedMessages":[],"type":"agent_progress","prompt":"do","agentId":"a"},"uuid":"v","timestamp":"2026-01-24T16:20:51.451Z"}""";

    // What is passed: strings of a usual length, scalars, and numbers stated anew with the counts.
    private const string Passed = """{"parentUuid":"9f0a1c2e-0000-4000-8000-00000000000a","isSidechain":false,"message":{"model":"m-1","id":"msg_1","type":"message","content":[{"type":"text","text":"hello"}],"stop_reason":null,"stop_sequence":12,"usage":{"input_tokens":1,"cache_read_input_tokens":0,"output_tokens":6,"iterations":[{"input_tokens":34,"output_tokens":1234567,"type":"message"}],"speed":"standard"}},"requestId":"req_1","type":"assistant","uuid":"e8e91dff-b313-4bd9-82b4-c939ff1052eb","timestamp":"2026-01-24T16:20:51.451Z","sessionId":"s","cwd":"/w"}""";

    private readonly FileReadings _files = new();

    public static IEnumerable<object[]> Kernels => Scans.Kernels;

    private static IEnumerable<string> Variations()
    {
        yield return Base.Replace("\"input_tokens\":1", "\"input_tokens\":123456");
        yield return Base.Replace("\"input_tokens\":1", "\"input_tokens\":1234567890123456789");
        foreach (var odd in new[] { "01", "-1", "1.0", "1e2", "null", "\"1\"", "{}", "[1]", "", "1 ", " 1", "1\t", "9223372036854775808", "9223372036854775807", "-0", "+1", "0x1", "true", "1,", "1}" })
        {
            yield return Base.Replace("\"output_tokens\":6", "\"output_tokens\":" + odd);
            yield return Base.Replace("\"ephemeral_1h_input_tokens\":5", "\"ephemeral_1h_input_tokens\":" + odd);
        }

        // Keys: another order, escaped, missing, more, twice, other letters.
        yield return Base.Replace("\"model\":\"m-1\",\"id\":\"msg_1\"", "\"id\":\"msg_1\",\"model\":\"m-1\"");
        yield return Base.Replace("\"output_tokens\"", "\"\\u006futput_tokens\"");
        yield return Base.Replace("\"usage\"", "\"\\u0075sage\"");
        yield return Base.Replace("\"type\":\"assistant\"", "\"t\\u0079pe\":\"assistant\"");
        yield return Base.Replace("\"output_tokens\":6,", "");
        yield return Base.Replace(",\"service_tier\":\"standard\"", "");
        yield return Base.Replace("\"sessionId\":\"s\",", "");
        yield return Base.Replace("\"id\":\"msg_1\",", "");
        yield return Base.Replace("\"requestId\":\"req_1\",", "");
        yield return Base.Replace("\"service_tier\"", "\"x\":{\"usage\":{\"output_tokens\":99}},\"service_tier\"");
        yield return Base.Replace("\"service_tier\"", "\"output_tokens\":77,\"service_tier\"");
        yield return Base.Replace("\"requestId\"", "\"message\":null,\"requestId\"");
        yield return Base.Replace("\"requestId\"", "\"message\":{\"usage\":{\"output_tokens\":1}},\"requestId\"");
        yield return Base.Replace("\"uuid\"", "\"timestamp\":\"never\",\"uuid\"");
        yield return Base.Replace("\"timestamp\"", "\"timestamp\":1,\"timestamp\"");
        yield return Base.Replace("\"cache_creation\":{", "\"cache_creation\":7,\"cache_creation\":{");
        yield return Base.Replace("\"output_tokens\"", "\"Output_tokens\"");
        yield return Base.Replace("\"usage\":{", "\"usagf\":{\"usage\":{}},\"usage\":{");

        // Values: other texts, escapes, other types.
        yield return Base.Replace("msg_1", "msg_2");
        yield return Base.Replace("msg_1", "m\\u0073g_1");
        yield return Base.Replace("msg_1", "");
        yield return Base.Replace("\"msg_1\"", "null");
        yield return Base.Replace("req_1", "r\\\"eq");
        yield return Base.Replace("\"req_1\"", "17");
        yield return Base.Replace("m-1", "<synthetic>");
        yield return Base.Replace("m-1", "m-2");
        yield return Base.Replace("\"s\"", "\"s2\"");
        yield return Base.Replace("/w", "/other");
        yield return Base.Replace("main", "f\\u0065ature");
        yield return Base.Replace("false", "true");
        yield return Base.Replace("\"assistant\"", "\"user\"");
        yield return Base.Replace("\"assistant\"", "null");
        yield return Base.Replace("\"assistant\"", "\"progress\"");
        yield return Base.Replace("\"standard\"", "\"priority\"");
        yield return Base.Replace("\"service_tier\":\"standard\"", "\"speed\":\"fast\"");
        yield return Base.Replace("2026-01-24T16:20:51.451Z", "2026-01-24T16:20:51Z");
        yield return Base.Replace("2026-01-24T16:20:51.451Z", "2026-01-24T16:20:51.451+01:00");
        yield return Base.Replace("2026-01-24T16:20:51.451Z", "2026-01-32T16:20:51.451Z");
        yield return Base.Replace("2026-01-24T16:20:51.451Z", "2026\\u002d01-24T16:20:51.451Z");
        yield return Base.Replace("\"p\"", "null");
        yield return Base.Replace("\"p\"", "{\"usage\":{\"input_tokens\":1}}");
        yield return Base.Replace("\"p\"", "[[[{}]]]");
        yield return Base.Replace("\"p\"", "tru");
        yield return Base.Replace("\"p\"", "\"\\x\"");
        yield return Base.Replace("\"p\"", "\"\\u12g4\"");
        yield return Base.Replace("\"p\"", "\"\t\"");
        yield return Base.Replace("hello", "say \\\"usage\\\":{ } , \\\\");
        yield return Base.Replace("hello", new string('x', 5000) + "\\n" + new string('{', 200));
        yield return Base.Replace("[{\"type\":\"text\",\"text\":\"hello\"}]", "\"plain\"");
        yield return Base.Replace("[{\"type\":\"text\",\"text\":\"hello\"}]", "[");
        yield return Base.Replace("[{\"type\":\"text\",\"text\":\"hello\"}]", "[1\n]");
        yield return Base.Replace("[{\"type\":\"text\",\"text\":\"hello\"}]", "{}");
        yield return Base.Replace("\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]", "\"content\":[],\"content\":{}");
        yield return Base.Replace("\"service_tier\":\"standard\"", "\"iterations\":[{\"type\":\"message\"}]");
        yield return Base.Replace("\"service_tier\":\"standard\"", "\"iterations\":[{\"type\":\"advisor_message\",\"model\":\"a\",\"output_tokens\":3}]");
        yield return Base.Replace("\"service_tier\":\"standard\"", "\"iterations\":[{\"output_tokens\":3,\"type\":\"message\",\"type\":\"advisor_message\"}]");
        yield return Base.Replace("\"service_tier\":\"standard\"", "\"server_tool_use\":{\"web_search_requests\":4}");
        yield return Base.Replace("\"service_tier\":\"standard\"", "\"server_tool_use\":{\"web_search_requests\":99999999999}");

        // Values between which a line feed stands: two broken lines, never one record.
        yield return Base.Replace("\"uuid\":\"u\"", "\"uuid\":[1\n]");
        yield return Base.Replace("\"uuid\":\"u\"", "\"uuid\":{\"a\":\n1}");
        yield return Base.Replace("\"standard\"", "[\n]");

        // White space and what stands around a line.
        yield return Base.Replace(":", ": ").Replace(",", ", ");
        yield return Base.Replace("\"usage\":{", "\"usage\" :\t{ ");
        yield return " " + Base;
        yield return Base + " ";
        yield return Base + "\r";
        yield return Base + "x";
        yield return Base + "}";
        yield return Base + ",";
        yield return Base + Base;
        yield return "\0\0" + Base;
        yield return "\uFEFF" + Base;
        yield return "[" + Base + "]";
        yield return "{" + Base;
        yield return Base.Replace("}}", "}");
        yield return """{"type":"progress","timestamp":"2026-01-24T16:20:51.451Z","data":{"type":"agent_progress","message":""" + Base + "}}";
        yield return """{"type":"progress","timestamp":"2026-01-24T16:20:51.451Z","data":{"type":"bash_progress","message":""" + Base + "}}";
        yield return """{"type":"user","toolUseResult":{"usage":{"input_tokens":1}}}""";
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_VariationBetweenLinesOfOneShape_EqualsTheReference(string kernel)
    {
        foreach (var variation in Variations())
        {
            variation.Should().NotBe(Base);
            var file = ClaudeLine.File(Base, Base, variation, Base, variation, variation, Base);
            _files.Difference(file, new(kernel)).Should().BeNull("{0}", variation);
            _files.Difference(ClaudeLine.File(variation, variation, Base, variation), new(kernel)).Should().BeNull("first {0}", variation);
        }
    }

    private static IEnumerable<string> PassedVariations()
    {
        foreach (var scalar in new[] { "nul", "nulll", "null1", "null ", "true", "false", "0", "1", "12", "123", "1.5", "-1", "01", "1e5", "\"end_turn\"", "\"null\"", "{}", "[]", "12345678", "123456789012345678901", "" })
        {
            yield return Passed.Replace("\"stop_reason\":null", "\"stop_reason\":" + scalar);
            yield return Passed.Replace("\"stop_sequence\":12", "\"stop_sequence\":" + scalar);
            yield return Passed.Replace("\"input_tokens\":34", "\"input_tokens\":" + scalar);
            yield return Passed.Replace("\"output_tokens\":1234567", "\"output_tokens\":" + scalar);
        }

        yield return Passed.Replace("null,", "null}");
        yield return Passed.Replace("12,", "12]");
        yield return Passed.Replace("\"output_tokens\":6", "\"output_tokens\":7");
        foreach (var length in new[] { 0, 1, 35, 36, 37, 61, 62, 63, 64, 65, 127, 128, 300 })
        {
            foreach (var id in new[] { "9f0a1c2e-0000-4000-8000-00000000000a", "e8e91dff-b313-4bd9-82b4-c939ff1052eb", "req_1", "msg_1" })
            {
                yield return Passed.Replace(id, new string('y', length));
                if (length < 2) continue;
                yield return Passed.Replace(id, new string('y', length - 2) + "\\n");
                yield return Passed.Replace(id, new string('y', length - 2) + "\\\"");
                yield return Passed.Replace(id, "\\\"" + new string('y', length - 2));
                yield return Passed.Replace(id, new string('y', length - 1) + "\\");
                yield return Passed.Replace(id, new string('y', length - 2) + "\"y");
                yield return Passed.Replace(id, new string('y', length - 1) + "\t");
                yield return Passed.Replace(id, new string('y', length - 2) + "\n}");
                yield return Passed.Replace(id, new string('y', length - 2) + "\\x");
                yield return Passed.Replace(id, new string('y', length - 2) + "é");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_ValuesThatArePassedAndDiffer_EqualTheReference(string kernel)
    {
        foreach (var variation in PassedVariations())
        {
            var file = ClaudeLine.File(Passed, Passed, variation, variation, Passed, Base, variation, Passed);
            _files.Difference(file, new(kernel)).Should().BeNull("{0}", variation);
        }
    }

    private static IEnumerable<string> EchoVariations()
    {
        const string Own = "\"timestamp\":\"2026-01-24T16:20:50.001Z\",";
        const string Outer = "\"timestamp\":\"2026-01-24T16:20:51.451Z\"";
        yield return Echo.Replace("\"output_tokens\":6", "\"output_tokens\":66");
        yield return Echo.Replace("msg_e", "msg_f");
        yield return Echo.Replace("16:20:50.001Z", "16:20:59.001Z");
        yield return Echo.Replace("16:20:51.451Z", "16:20:59.451Z");
        yield return Echo.Replace(Own, "");
        yield return Echo.Replace(Own, "").Replace(Outer, "\"timestamp\":\"2026-01-24T11:20:51.451Z\"," + Outer);
        yield return Echo.Replace(Own, "").Replace(Outer, Outer + ",\"timestamp\":\"2026-01-24T11:20:51.451Z\"");
        yield return Echo.Replace(Outer, Outer + ",\"timestamp\":\"2026-01-24T11:20:51.451Z\"");
        yield return Echo.Replace("2026-01-24T16:20:50.001Z", "never");
        yield return Echo.Replace("2026-01-24T16:20:51.451Z", "never");
        yield return Echo.Replace("\"uuid\":\"u\"", Own + "\"uuid\":\"u\"");
        yield return "{" + Outer + "," + Echo[1..].Replace("," + Outer, "");
        yield return "{" + Outer + "," + Echo[1..].Replace("," + Outer, "").Replace(Own, "");
        yield return Echo.Replace("agent_progress", "bash_progress");
        yield return Echo.Replace("\"agent_progress\"", "null");
        yield return Echo.Replace("\"type\":\"agent_progress\"", "\"type\":\"agent_progress\",\"type\":\"x\"");
        yield return Echo.Replace("\"type\":\"progress\"", "\"type\":\"assistant\"");
        yield return Echo.Replace("\"type\":\"assistant\"", "\"type\":\"user\"");
        yield return Echo.Replace("\"data\":{", "\"data\":null,\"data\":{");
        yield return Echo.Replace(",\"uuid\":\"v\"", ",\"data\":null,\"uuid\":\"v\"");
        yield return Echo.Replace(",\"uuid\":\"v\"", ",\"requestId\":\"outer\",\"uuid\":\"v\"");
        yield return Echo.Replace("\"requestId\":\"req_e\",", "");
        yield return Echo.Replace("\"agentId\"", "\"message\":{},\"agentId\"");
        yield return Echo.Replace("\"agentId\"", "\"message\":{\"type\":\"assistant\",\"message\":{\"id\":\"x\",\"usage\":{\"output_tokens\":9}}},\"agentId\"");
        yield return Echo.Replace(",\"uuid\":\"v\"", ",\"message\":{\"id\":\"x\",\"usage\":{\"output_tokens\":9}},\"uuid\":\"v\"");
        yield return Echo.Replace("\"normalizedMessages\":[]", "\"normalizedMessages\":[{\"message\":{\"usage\":{\"output_tokens\":9}}}]");
        yield return Echo.Replace("\"normalizedMessages\":[]", "\"normalizedMessages\":[ ]");
        yield return Echo.Replace("\"normalizedMessages\":[]", "\"normalizedMessages\":" + new string('[', 70) + new string(']', 70));
        yield return Echo.Replace("\"isSidechain\":false", "\"isSidechain\":true");
        yield return Echo.Replace("\"requestId\"", "\"isSidechain\":true,\"sessionId\":\"t\",\"cwd\":\"/x\",\"requestId\"");
        yield return Echo.Replace("\"requestId\"", "\"costUSD\":0.5,\"requestId\"");
        yield return Echo.Replace("\"uuid\":\"v\"", "\"costUSD\":0.5");
        yield return Echo + Base;
        yield return Base + Echo;
        yield return Base;
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_EchoesWithVariationsBetween_EqualTheReference(string kernel)
    {
        foreach (var variation in EchoVariations())
        {
            variation.Should().NotBe(Echo);
            var file = ClaudeLine.File(Echo, Echo, variation, Echo, Base, variation, variation, Echo, Base);
            _files.Difference(file, new(kernel)).Should().BeNull("{0}", variation);
            _files.Difference(ClaudeLine.File(variation, variation, Echo, variation), new(kernel)).Should().BeNull("first {0}", variation);
        }

        var lines = new List<string>();
        for (var at = 0; at < Echo.Length; at++)
        {
            foreach (var with in "}\",1\n") lines.AddRange([Echo, Echo[..at] + with + Echo[(at + 1)..]]);
        }

        _files.Difference(ClaudeLine.File([.. lines]), new(kernel)).Should().BeNull("every byte replaced");
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_AllVariationsAfterEachOther_EqualsTheReference(string kernel)
    {
        var dice = new Dice(29);
        var variations = Variations().Append(Base).Append(Base).ToList();
        for (var i = 0; i < 30; i++)
        {
            var lines = Enumerable.Range(0, 300).Select(_ => dice.OneIn(3) ? Base : dice.PickFrom(variations)).ToArray();
            _files.Difference(ClaudeLine.File(lines), new(kernel, Buffer: 5000)).Should().BeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_TailCutAtEveryByte_EqualsTheReference(string kernel)
    {
        var lines = new List<string> { Base };
        for (var length = 0; length < Base.Length; length++)
        {
            lines.Add(Base[..length]);
            lines.Add(Base);
            lines.Add(Base[..length] + Base);
        }

        _files.Difference(ClaudeLine.File([.. lines]), new(kernel)).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_EveryByteReplaced_EqualsTheReference(string kernel)
    {
        foreach (var with in "{}[]:,\"\\ 0a-\t\n\0\u0001\u001a\f")
        {
            var lines = new List<string>();
            for (var at = 0; at < Base.Length; at++)
            {
                lines.Add(Base);
                lines.Add(Base[..at] + with + Base[(at + 1)..]);
            }

            _files.Difference(ClaudeLine.File([.. lines]), new(kernel)).Should().BeNull("bytes replaced by {0}", (int)with);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_ByteInsertedAnywhere_EqualsTheReference(string kernel)
    {
        foreach (var what in "{}[],\"\\ 1\n\0")
        {
            var lines = new List<string>();
            for (var at = 0; at <= Base.Length; at++)
            {
                lines.Add(Base[..at] + what + Base[at..]);
                lines.Add(Base);
            }

            _files.Difference(ClaudeLine.File([.. lines]), new(kernel)).Should().BeNull("bytes inserted: {0}", (int)what);
        }
    }

    [Fact]
    public void Read_RecordWithLineFeedInside_IsTwoBrokenLines()
    {
        var broken = ClaudeLine.Text("b").Replace("[{\"type\":\"text\",\"text\":\"a {b}\"}]", "[\n]");
        var file = ClaudeLine.File(ClaudeLine.Text("a"), ClaudeLine.Text("a"), broken, ClaudeLine.Text("c"));
        using var reader = _files.Read(file, new(Structure.KernelCatalogNames.Supported[0]));
        reader.Records.Should().HaveCount(3);
        Encoding.UTF8.GetString(file).Should().Contain("\"b\"");
    }

    public void Dispose() => _files.Dispose();
}
