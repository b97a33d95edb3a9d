namespace Toktrack.Tool.Demo.Codex;

/// <content>The lines themselves: always <c>timestamp</c>, <c>type</c>, <c>payload</c>, in this order.</content>
internal sealed partial class CodexSession
{
    private LogWriter Begin(ReadOnlySpan<byte> type) =>
        _log.Raw("{\"timestamp\":\""u8).Time(_time).Raw("\",\"type\":\""u8).Raw(type).Raw("\",\"payload\":{"u8);

    private void Close()
    {
        _log.Raw("}}\n"u8).LineEnded();
    }

    private void Write(Distribution size, ReadOnlySpan<byte> type, ReadOnlySpan<byte> head, TextPool text, ReadOnlySpan<byte> tail)
    {
        var length = size.Sample(ref _random) - 70 - type.Length - head.Length - tail.Length;
        Begin(type).Raw(head).Text(text, ref _random, (int)(Math.Max(length, 0) * options.TextScale)).Raw(tail);
        Close();
    }

    private void WriteMeta((ulong, ulong) id, (ulong, ulong) forkedFrom)
    {
        Begin("session_meta"u8).Raw("\"id\":\""u8).Uuid(id.Item1, id.Item2);
        if (forkedFrom.Item1 != 0)
        {
            _log.Raw("\",\"forked_from_id\":\""u8).Uuid(forkedFrom.Item1, forkedFrom.Item2);
        }

        _log.Raw("\",\"timestamp\":\""u8).Time(_time).Raw("\",\"cwd\":\""u8).Ascii(_plan.Project.Folder)
            .Raw("\",\"originator\":\"codex_cli_rs\",\"cli_version\":\""u8).Ascii(_version).Raw("\",\"source\":"u8)
            .Raw(forkedFrom.Item1 != 0 ? "{\"subagent\":{\"thread_spawn\":{\"depth\":1,\"agent_path\":\"/review\"}}}"u8 : "\"cli\""u8)
            .Raw(",\"model_provider\":\"openai\",\"base_instructions\":{\"text\":\""u8)
            .Text(pools.Prose, ref _random, (int)((CodexLineSizes.SessionMeta.Sample(ref _random) - 500) * options.TextScale))
            .Raw("\"},\"git\":{\"commit_hash\":\""u8).Hex(id.Item1, 16).Hex(id.Item2, 16).Hex(id.Item1, 8)
            .Raw("\",\"branch\":\""u8).Ascii(_plan.Project.Branches[(int)(id.Item2 % (ulong)_plan.Project.Branches.Length)])
            .Raw("\",\"repository_url\":\"git@github.com:acme/app.git\"}"u8);
        Close();
    }

    private void WriteTurnStart()
    {
        Begin("event_msg"u8).Raw("\"type\":\"task_started\",\"turn_id\":\""u8).Uuid(_random.Next(), _random.Next()).Raw("\",\"model_context_window\":258400,\"collaboration_mode_kind\":\"default\""u8);
        Close();
        Begin("turn_context"u8).Raw("\"turn_id\":\""u8).Uuid(_random.Next(), _random.Next()).Raw("\",\"cwd\":\""u8).Ascii(_plan.Project.Folder)
            .Raw("\",\"approval_policy\":\"never\",\"sandbox_policy\":{\"type\":\"workspace-write\",\"network_access\":false},\"model\":\""u8).Ascii(_model)
            .Raw("\",\"personality\":\"pragmatic\",\"collaboration_mode\":{\"mode\":\"default\",\"settings\":{\"model\":\""u8).Ascii(_model)
            .Raw("\",\"reasoning_effort\":\"medium\",\"developer_instructions\":\""u8)
            .Text(pools.Prose, ref _random, (int)(Math.Max(CodexLineSizes.TurnContext.Sample(ref _random) - 560, 0) * options.TextScale))
            .Raw("\"}},\"effort\":\"medium\",\"summary\":\"none\",\"truncation_policy\":{\"mode\":\"tokens\",\"limit\":10000}"u8);
        Close();
        Write(CodexLineSizes.Message, "response_item"u8, "\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\""u8, pools.Prose, "\"}]"u8);
        Write(CodexLineSizes.AgentMessage, "event_msg"u8, "\"type\":\"user_message\",\"message\":\""u8, pools.Prose, "\",\"images\":[],\"local_images\":[],\"text_elements\":[]"u8);
    }

    private void WriteTurnEnd() => Write(
        CodexLineSizes.AgentMessage, "event_msg"u8, "\"type\":\"task_complete\",\"turn_id\":\"019d818b-146e-7d73-ba78-0aeefb68bb80\",\"last_agent_message\":\""u8, pools.Prose, "\""u8);

    private void WriteBody()
    {
        if (_random.Chance(0.78))
        {
            Write(CodexLineSizes.Reasoning, "response_item"u8, "\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\""u8, pools.Base64, "\""u8);
        }

        for (var calls = _random.Times(0.594); calls > 0; calls--)
        {
            Write(CodexLineSizes.FunctionCall, "response_item"u8, "\"type\":\"function_call\",\"name\":\"exec_command\",\"arguments\":\"{\\\"cmd\\\":\\\"rg -n window internal\\\"}\",\"call_id\":\"call_B8JLsi2IryEhVmRSzYMpEU1q\",\"note\":\""u8, pools.Base64, "\""u8);
            Write(CodexLineSizes.FunctionOutput, "response_item"u8, "\"type\":\"function_call_output\",\"call_id\":\"call_B8JLsi2IryEhVmRSzYMpEU1q\",\"output\":\""u8, _random.Below(100) == 0 ? pools.Quoted : pools.Output, "\""u8);
        }

        for (var calls = _random.Times(0.489); calls > 0; calls--)
        {
            Write(CodexLineSizes.CustomCall, "response_item"u8, "\"type\":\"custom_tool_call\",\"status\":\"completed\",\"call_id\":\"call_V6KLJZIZPg4mcYR4B9cRuWrN\",\"name\":\"apply_patch\",\"input\":\"*** Begin Patch\\n"u8, pools.Code, "\""u8);
            Write(CodexLineSizes.CustomOutput, "response_item"u8, "\"type\":\"custom_tool_call_output\",\"call_id\":\"call_V6KLJZIZPg4mcYR4B9cRuWrN\",\"output\":\""u8, pools.Code, "\""u8);
        }

        if (_random.Chance(0.25))
        {
            Write(CodexLineSizes.Message, "response_item"u8, "\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\""u8, pools.Prose, "\"}]"u8);
            Write(CodexLineSizes.AgentMessage, "event_msg"u8, "\"type\":\"agent_message\",\"message\":\""u8, pools.Prose, "\",\"phase\":\"commentary\",\"memory_citation\":null"u8);
        }

        if (_random.Chance(0.156))
        {
            Write(CodexLineSizes.CommandEnd, "event_msg"u8, "\"type\":\"exec_command_end\",\"call_id\":\"call_pK59znBaKGY7FrhxdmxPr9Mi\",\"command\":[\"/bin/zsh\",\"-lc\",\"go test ./...\"],\"aggregated_output\":\""u8, pools.Output, "\",\"exit_code\":0,\"status\":\"completed\""u8);
        }

        if (_random.Chance(0.111))
        {
            Write(CodexLineSizes.PatchEnd, "event_msg"u8, "\"type\":\"patch_apply_end\",\"call_id\":\"call_sbnpPCkemakZkoeJmLREhDNz\",\"stdout\":\"Success.\",\"stderr\":\"\",\"success\":true,\"changes\":{\"window.go\":{\"type\":\"update\",\"unified_diff\":\""u8, pools.Code, "\",\"move_path\":null}},\"status\":\"completed\""u8);
        }

        if (_random.Chance(0.025))
        {
            Write(CodexLineSizes.ToolCallEnd, "event_msg"u8, "\"type\":\"mcp_tool_call_end\",\"call_id\":\"call_K2\",\"result\":{\"Ok\":{\"content\":[{\"type\":\"text\",\"text\":\""u8, pools.Output, "\"}]}}"u8);
        }
    }

    private void WriteCompacted() => Write(
        CodexLineSizes.Compacted, "compacted"u8, "\"message\":\"\",\"replacement_history\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\""u8, pools.Prose, "\"}]}]"u8);

    private void WriteNoTokens()
    {
        Begin("event_msg"u8).Raw("\"type\":\"token_count\",\"info\":null,\"rate_limits\":{\"limit_id\":\"codex\",\"limit_name\":null,\"primary\":null,\"secondary\":null,\"credits\":null,\"plan_type\":\"team\"}"u8);
        Close();
    }

    private void WriteTokens(in CodexUsage total, in CodexUsage last)
    {
        Begin("event_msg"u8).Raw("\"type\":\"token_count\",\"info\":{\"total_token_usage\":"u8);
        total.Write(_log, _writesCacheWrites);
        _log.Raw(",\"last_token_usage\":"u8);
        last.Write(_log, _writesCacheWrites);
        _log.Raw(",\"model_context_window\":258400},\"rate_limits\":{\"limit_id\":\"codex\",\"limit_name\":null,\"primary\":{\"used_percent\":12.0,\"window_minutes\":300,\"resets_at\":1782912345},\"secondary\":{\"used_percent\":31.0,\"window_minutes\":10080,\"resets_at\":1783412345},\"credits\":null"u8)
            .Raw(_writesCacheWrites ? ",\"individual_limit\":null,\"plan_type\":\"pro\",\"rate_limit_reached_type\":null,\"spend_control_reached\":null}"u8 : ",\"plan_type\":\"pro\"}"u8);
        Close();
    }
}
