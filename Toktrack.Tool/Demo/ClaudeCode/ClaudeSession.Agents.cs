namespace Toktrack.Tool.Demo.ClaudeCode;

/// <content>
/// Sub-agents. Newer versions keep their lines in files of their own; versions 2.1.7 to 2.1.42 echo each of them as a
/// progress line in the parent as well, which may be all that is left of them.
/// </content>
internal sealed partial class ClaudeSession
{
    private const double EchoShare = 0.18;
    private string _agentModel = "";
    private (ulong First, ulong Second) _agentTool;
    private ulong _agentId;
    private int _agentPrompt;

    private bool Echoes => _plan.Version is { IsOld: true, FlatAgents: false };

    private bool AgentIsDue =>
        (_nextAgent < _plan.AgentBytes.Length && _main.Log.Length >= _main.Target * (_nextAgent + 0.5) / _plan.AgentBytes.Length) ||
        (Echoes && _main.Log.Length > 30_000 && _echoed < EchoShare * _main.Log.Length);

    private void RunAgent(string folder)
    {
        _agentModel = ClaudeModel.OfAgent(_model, ref _random);
        _agentTool = (_random.Next(), _random.Next());
        _agentId = _random.Next();
        _agentPrompt = _random.Between(200, 1_800);
        _agent.Reset();
        var kept = _nextAgent < _plan.AgentBytes.Length;
        var digits = _plan.Version.FlatAgents ? 8 : 17;
        var name = ($"{_agentId:x16}" + "7")[..digits];
        if (kept)
        {
            var home = _plan.Version.FlatAgents ? folder : Path.Combine(folder, SessionId, "subagents");
            _agent.Log.Open(Path.Combine(home, $"agent-{name}.jsonl"));
            _agent.Target = _plan.AgentBytes[_nextAgent++];
        }
        else
        {
            _agent.Log.OpenNowhere();
            _agent.Target = _random.Between(20_000, 90_000);
        }

        var echo = Echoes && (!kept || _echoed < EchoShare * _main.Log.Length) ? _main : null;
        Continue(_agent, _plan.Project.Branches[0], name);
        WritePrompt(_agent, _agentPrompt);
        do
        {
            Respond(_agent, echo, last: false);
        }
        while (!_agent.IsFull);

        Respond(_agent, echo, last: true);
        if (kept)
        {
            End(_agent);
        }

        WriteAgentResult();
    }

    private void WriteEcho(
        ClaudeTranscript to, ref ClaudeResponse response, int kind, (ulong, ulong) tool, long output, long time)
    {
        var start = to.Log.Length;
        var size = _sizes.AgentProgress.Sample(ref _random);
        to.Open().Raw("\"type\":\"progress\",\"data\":{\"message\":{\"type\":\"assistant\",\"timestamp\":\""u8).Time(time).Raw("\","u8);
        WriteMessage(to.Log, response, kind, tool, output, Scaled(Math.Clamp(size / 3, 60, 3_000)), isLast: output == response.Tokens.Output, ends: false);
        to.Log.Raw(",\"requestId\":\"req_011C"u8).Id(20, response.Request.First, response.Request.Second)
            .Raw("\",\"uuid\":\""u8).Uuid(_random.Next(), _random.Next()).Raw("\"}"u8);
        EndEcho(to, response, kind, tool, start, size);
    }

    private void WriteEchoedResult(ClaudeTranscript to, (ulong First, ulong Second) tool)
    {
        var start = to.Log.Length;
        var size = _sizes.AgentProgress.Sample(ref _random);
        to.Open().Raw("\"type\":\"progress\",\"data\":{\"message\":{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"toolu_01"u8)
            .Id(22, tool.First, tool.Second).Raw("\",\"type\":\"tool_result\",\"content\":\""u8)
            .Text(pools.Output, ref _random, Scaled(Math.Max(size - _agentPrompt - 900, 40)))
            .Raw("\",\"is_error\":false}]},\"uuid\":\""u8).Uuid(_random.Next(), _random.Next()).Raw("\",\"timestamp\":\""u8).Time(_time).Raw("\"}"u8);
        EndEcho(to, default, -1, tool, start, 0);
    }

    private void EndEcho(ClaudeTranscript to, in ClaudeResponse response, int kind, (ulong, ulong) tool, long start, int size)
    {
        to.Log.Raw(",\"normalizedMessages\":["u8);
        for (var i = 0; size > 5_000 && to.Log.Length - start < Scaled(size); i++)
        {
            // Messages sent before, with their usage: an echo of an echo.
            to.Log.Raw(i == 0 ? "{\"type\":\"assistant\",\"timestamp\":\""u8 : ",{\"type\":\"assistant\",\"timestamp\":\""u8).Time(_time).Raw("\","u8);
            WriteMessage(to.Log, response, kind, tool, response.Placeholder, Scaled(2_000), isLast: false, ends: false);
            to.Log.Raw(",\"requestId\":\"req_011C"u8).Id(20, response.Request.First, response.Request.Second).Raw("\"}"u8);
        }

        to.Log.Raw("],\"type\":\"agent_progress\",\"prompt\":\""u8).Text(pools.Prose, ref _random, Scaled(_agentPrompt))
            .Raw("\",\"agentId\":\""u8).Hex(_agentId, 7).Raw("\"},\"toolUseID\":\"agent_msg_"u8).Id(22, _agentTool.Second, _agentTool.First)
            .Raw("\",\"parentToolUseID\":\"toolu_01"u8).Id(22, _agentTool.First, _agentTool.Second).Raw("\","u8);
        to.Stamp(ref _random, _time);
        to.Close();
        _echoed += to.Log.Length - start;
    }

    // The parent restates the usage of the agent's last message, which is in the agent's own lines already.
    private void WriteAgentResult()
    {
        var log = OpenUser(_main);
        log.Raw("\"message\":{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"toolu_01"u8).Id(22, _agentTool.First, _agentTool.Second)
            .Raw("\",\"type\":\"tool_result\",\"content\":[{\"type\":\"text\",\"text\":\""u8).Text(pools.Prose, ref _random, Scaled(1_200)).Raw("\"}]}]},"u8);
        _main.Stamp(ref _random, _time);
        var last = new ClaudeResponse { Model = _agentModel };
        last.Tokens.Input = _random.Below(20);
        last.Tokens.CacheRead = _agent.ContextTokens;
        last.Tokens.CacheWrite5m = _random.Below(3_000);
        last.Tokens.Output = _random.Below(2_000);
        log.Raw(",\"toolUseResult\":{\"status\":\"completed\",\"prompt\":\""u8).Text(pools.Prose, ref _random, Scaled(_agentPrompt))
            .Raw("\",\"agentId\":\""u8).Hex(_agentId, 7).Raw("\",\"content\":[{\"type\":\"text\",\"text\":\""u8).Text(pools.Prose, ref _random, Scaled(1_200))
            .Raw("\"}],\"totalDurationMs\":"u8).Number(_random.Between(9_000, 400_000)).Raw(",\"totalTokens\":"u8).Number(last.Tokens.Total)
            .Raw(",\"totalToolUseCount\":"u8).Number(_random.Between(1, 60)).Raw(","u8);
        ClaudeUsage.Write(log, last, last.Tokens.Output, finished: true, _plan.Version.IsOld);
        log.Raw("},\"sourceToolAssistantUUID\":\""u8);
        _main.Parent().Raw("\""u8);
        _main.Close();
    }
}
