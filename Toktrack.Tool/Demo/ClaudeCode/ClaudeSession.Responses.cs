namespace Toktrack.Tool.Demo.ClaudeCode;

internal sealed partial class ClaudeSession
{
    private const int Thinking = 0;
    private const int Text = 1;
    private const int ToolUse = 2;

    // A response is one line for each content block; results of tools come between its lines or after them.
    private void Respond(ClaudeTranscript to, ClaudeTranscript? echo, bool last)
    {
        var response = NewResponse(to);
        var lines = 1 + _random.Weighted(_sizes.GroupWeights);
        Span<int> kinds = stackalloc int[16];
        kinds = kinds[..lines];
        for (var i = 0; i < lines; i++)
        {
            kinds[i] = _random.Weighted(_sizes.Kinds);
        }

        kinds.Sort();
        if (last)
        {
            kinds[^1] = Text;
        }

        Advance(_random.Between(1_500, 20_000));
        for (var i = 0; i < lines; i++)
        {
            var output = i == lines - 1 ? response.Tokens.Output : response.Placeholder;
            var tool = (_random.Next(), _random.Next());
            var time = WriteAssistant(to, ref response, kinds[i], tool, output, isLast: i == lines - 1, ends: last);
            if (echo is not null)
            {
                WriteEcho(echo, ref response, kinds[i], tool, output, time);
            }

            if (kinds[i] == ToolUse)
            {
                AfterToolUse(to, echo, tool);
            }
        }

        Count(response);
    }

    private ClaudeResponse NewResponse(ClaudeTranscript to)
    {
        var model = to.IsSidechain ? _agentModel : _model;
        var response = new ClaudeResponse
        {
            Id = (_random.Next(), _random.Next()),
            Request = (_random.Next(), _random.Next()),
            HasRequest = model != ClaudeModel.Proxied,
            Model = model,
        };
        var creation = _sizes.CacheCreation.Sample(ref _random);
        if (to.ContextTokens == 0)
        {
            creation = _random.Between(9_000, 42_000);
        }
        else if (_random.Chance(0.008))
        {
            // The cache expired during a pause: the whole conversation is written to it again.
            (creation, to.ContextTokens) = (to.ContextTokens, 0);
        }

        response.Tokens.Input = _sizes.Input.Sample(ref _random);
        response.Tokens.CacheRead = to.ContextTokens;
        (_hourCache && !to.IsSidechain ? ref response.Tokens.CacheWrite1h : ref response.Tokens.CacheWrite5m) = creation;
        to.ContextTokens += creation;

        var grows = _random.Chance(_plan.Version.GrowingShare);
        response.Finished = grows || !_plan.Version.IsOld;
        response.Placeholder = ClaudeLineSizes.Placeholder.Sample(ref _random);
        response.Tokens.Output = response.Finished ? ClaudeLineSizes.Output.Sample(ref _random) : response.Placeholder;
        if (!grows)
        {
            response.Placeholder = response.Tokens.Output;
        }

        return response;
    }

    private long WriteAssistant(
        ClaudeTranscript to, ref ClaudeResponse response, int kind, (ulong, ulong) tool, long output, bool isLast, bool ends)
    {
        var size = (kind switch { Thinking => _sizes.Thinking, Text => _sizes.Text, _ => _sizes.ToolUse }).Sample(ref _random);
        var start = to.Log.Length;
        Advance(_random.Between(5, 1_500));
        var time = _random.Chance(0.027) ? Math.Max(_plan.Start, _time - _random.Between(5, 3_000)) : _time;

        to.Open();
        var content = Scaled(Math.Max(size - to.Overhead, 12));
        var written = WriteMessage(to.Log, response, kind, tool, output, content, isLast, ends);
        if (response.HasRequest)
        {
            to.Log.Raw(",\"requestId\":\"req_011C"u8).Id(20, response.Request.First, response.Request.Second).Raw("\""u8);
        }

        to.Log.Raw(",\"type\":\"assistant\","u8);
        to.Stamp(ref _random, time);
        var glued = _random.Chance(0.00003);
        to.Close(glued);
        to.Overhead = (int)(to.Log.Length - start - written);
        if (glued)
        {
            WriteSummary(to);
        }

        response.Stated(output, time);
        return time;
    }

    // Returns the bytes of the content, all else being overhead.
    private long WriteMessage(
        LogWriter log, in ClaudeResponse response, int kind, (ulong First, ulong Second) tool, long output, int content, bool isLast, bool ends)
    {
        log.Raw("\"message\":{\"model\":\""u8).Ascii(response.Model).Raw("\",\"id\":\"msg_01"u8).Id(22, response.Id.First, response.Id.Second)
            .Raw("\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["u8);
        var start = log.Length;
        switch (kind)
        {
            case Thinking:
                var signature = _plan.Version.IsOld ? content / 2 : content;
                log.Raw("{\"type\":\"thinking\",\"thinking\":\""u8).Text(pools.Prose, ref _random, content - signature)
                    .Raw("\",\"signature\":\""u8).Text(pools.Base64, ref _random, signature).Raw("\"}"u8);
                break;
            case Text:
                log.Raw("{\"type\":\"text\",\"text\":\""u8).Text(pools.Prose, ref _random, content).Raw("\"}"u8);
                break;
            default:
                WriteToolUse(log, tool, content);
                break;
        }

        var length = log.Length - start;
        var finished = response.Finished && (isLast || response.Placeholder == response.Tokens.Output);
        log.Raw("],\"stop_reason\":"u8)
            .Raw(!finished ? "null"u8 : ends ? "\"end_turn\""u8 : "\"tool_use\""u8)
            .Raw(",\"stop_sequence\":null,"u8);
        if (!_plan.Version.IsOld)
        {
            log.Raw("\"stop_details\":null,"u8);
        }

        ClaudeUsage.Write(log, response, output, finished, _plan.Version.IsOld);
        log.Raw(_plan.Version.IsOld && _random.Chance(0.3) ? ",\"context_management\":null}"u8 : "}"u8);
        return length;
    }

    private void WriteToolUse(LogWriter log, (ulong First, ulong Second) tool, int content)
    {
        log.Raw("{\"type\":\"tool_use\",\"id\":\"toolu_01"u8).Id(22, tool.First, tool.Second);
        var file = (int)(tool.First % 997);
        if (content < 250)
        {
            log.Raw("\",\"name\":\"Bash\",\"input\":{\"command\":\"go test ./internal/... -run Test"u8).Number(file)
                .Raw("\",\"description\":\""u8).Text(pools.Prose, ref _random, content / 2).Raw("\"}"u8);
        }
        else
        {
            log.Raw("\",\"name\":\"Edit\",\"input\":{\"replace_all\":false,\"file_path\":\""u8).Ascii(_plan.Project.Folder).Raw("/internal/file_"u8).Number(file)
                .Raw(".go\",\"old_string\":\""u8).Text(pools.Code, ref _random, content * 2 / 5)
                .Raw("\",\"new_string\":\""u8).Text(pools.Code, ref _random, content * 3 / 5).Raw("\"}"u8);
        }

        log.Raw(_plan.Version.IsOld ? "}"u8 : ",\"caller\":{\"type\":\"direct\"}}"u8);
    }

    // An answer the CLI makes up itself, such as an error of the service: all zeros, and nobody's response.
    private void WriteSynthetic(ClaudeTranscript to)
    {
        to.Open().Raw("\"type\":\"assistant\","u8);
        to.Stamp(ref _random, _time).Raw(",\"message\":{\"id\":\""u8).Uuid(_random.Next(), _random.Next())
            .Raw("\",\"container\":null,\"model\":\"<synthetic>\",\"role\":\"assistant\",\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"\",\"type\":\"message\",\"usage\":{\"input_tokens\":0,\"output_tokens\":0,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"server_tool_use\":{\"web_search_requests\":0,\"web_fetch_requests\":0},\"service_tier\":null,\"cache_creation\":{\"ephemeral_1h_input_tokens\":0,\"ephemeral_5m_input_tokens\":0},\"inference_geo\":null,\"iterations\":null,\"speed\":null},\"content\":[{\"type\":\"text\",\"text\":\"API Error: 529 Overloaded\"}],\"context_management\":null},\"isApiErrorMessage\":true"u8);
        to.Close();
    }
}
