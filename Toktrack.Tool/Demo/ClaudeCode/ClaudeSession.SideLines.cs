using System.Text;

namespace Toktrack.Tool.Demo.ClaudeCode;

/// <content>Everything that is no response: prompts, results of tools, progress, snapshots, titles, notes of the CLI.</content>
internal sealed partial class ClaudeSession
{
    // All of one length: which one a session has changes no byte's place.
    private static readonly string[] s_titles =
    [
        "Fix the retry window of the worker",
        "Add cursor pagination to the feeds",
        "Speed up the search index rebuilds",
        "Split the billing module into four",
        "Trace the memory leak in the cache",
        "Make the settings pages accessible",
        "Move session storage out of SQLite",
        "Explain the failing migration test",
        "Write docs for the webhook formats",
        "Upgrade the HTTP client everywhere",
        "Round invoices in the right places",
        "Draw charts with no new dependency",
        "Show drafts in the sidebar at once",
        "Add a dark theme to the dashboards",
        "Retry uploads after a lost network",
        "Remove the feature flag for search",
        "Validate addresses at the checkout",
        "Keep time zones apart in reporting",
        "Cut the cold start of the function",
        "Test the parser with hostile input",
    ];

    private LogWriter OpenUser(ClaudeTranscript to)
    {
        var log = to.Open();
        if (!_plan.Version.IsOld)
        {
            log.Raw("\"promptId\":\""u8).Uuid(_random.Next(), _random.Next()).Raw("\","u8);
        }

        return log.Raw("\"type\":\"user\","u8);
    }

    private void WritePrompt(ClaudeTranscript to, int content, bool meta = false)
    {
        OpenUser(to).Raw("\"message\":{\"role\":\"user\",\"content\":\""u8).Text(pools.Prose, ref _random, Scaled(content)).Raw("\"},"u8);
        to.Log.Raw(meta ? "\"isMeta\":true,"u8 : ""u8);
        to.Stamp(ref _random, _time);
        if (!_plan.Version.IsOld)
        {
            to.Log.Raw(",\"permissionMode\":\"acceptEdits\""u8);
        }

        to.Close();
    }

    private void WriteTurnStart()
    {
        WritePrompt(_main, Math.Max(_sizes.Prompt.Sample(ref _random) - 480, 10));
        if (_random.Chance(0.1))
        {
            WritePrompt(_main, Math.Max(_sizes.Meta.Sample(ref _random) - 600, 40), meta: true);
        }

        if (_plan.Version.IsOld)
        {
            Repeat(1.43, WriteSnapshot);
            return;
        }

        Repeat(2.07, () => WriteNote("{\"type\":\"permission-mode\",\"permissionMode\":\"acceptEdits\""u8));
        Repeat(2.01, () => WriteNote("{\"type\":\"last-prompt\",\"lastPrompt\":\""u8, _random.Between(20, 190)));
        Repeat(1.63, WriteTitle);
        Repeat(1.48, WriteSnapshot);
        Repeat(0.77, () => WriteNote("{\"type\":\"mode\",\"mode\":\"normal\""u8));
        Repeat(2.47, WriteAttachment);
    }

    private void WriteTurnEnd()
    {
        var old = _plan.Version.IsOld;
        Repeat(0.68, () => WriteSystem("\"subtype\":\"stop_hook_summary\",\"hookCount\":1,\"hookInfos\":[{\"command\":\"./scripts/after-stop.sh\",\"durationMs\":812}],\"hookErrors\":[],\"preventedContinuation\":false,\"stopReason\":\"\",\"hasOutput\":false,\"level\":\"suggestion\","u8));
        Repeat(old ? 0.43 : 0.69, () => WriteSystem("\"subtype\":\"turn_duration\",\"durationMs\":25699,\"messageCount\":19,"u8));
        Repeat(old ? 0.12 : 0.25, WriteQueue);
        Repeat(0.02, () => WriteSynthetic(_main));
        if (old)
        {
            Repeat(0.05, () => WriteSummary(_main));
            return;
        }

        Repeat(0.24, () => WriteSystem("\"subtype\":\"away_summary\",\"content\":\"The window handling was reworked and all tests pass. Next: open the pull request and update the notes for the release.\","u8));
        Repeat(0.49, () => WriteNote("{\"type\":\"pr-link\",\"prNumber\":214,\"prUrl\":\"https://github.com/acme/storefront/pull/214\",\"prRepository\":\"acme/storefront\""u8));
        Repeat(0.23, () => WriteNote("{\"type\":\"bridge-session\",\"bridgeSessionId\":\"cse_01NqYVUYTjEqb4jESH4hbbv7\",\"lastSequenceNum\":0"u8));
    }

    // The result of a tool, and in old versions the progress it made.
    private void AfterToolUse(ClaudeTranscript to, ClaudeTranscript? echo, (ulong First, ulong Second) tool)
    {
        if (_plan.Version is { IsOld: true } && !to.IsSidechain)
        {
            Repeat(_random.Chance(0.2) ? 4.85 : 0, () => WriteBashProgress(to, tool));
            Repeat(0.5, () => WriteHookProgress(to, tool));
        }

        Advance(_random.Between(40, 6_000));
        WriteToolResult(to, tool);
        if (echo is not null)
        {
            WriteEchoedResult(echo, tool);
        }
    }

    private void WriteToolResult(ClaudeTranscript to, (ulong First, ulong Second) tool)
    {
        var content = Scaled(Math.Max(_sizes.ToolResult.Sample(ref _random) - 760, 24));
        var pool = _random.Below(100) switch { 0 => pools.Quoted, < 55 => _reading, < 80 => pools.Output, _ => pools.Prose };
        var log = OpenUser(to);
        log.Raw("\"message\":{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"toolu_01"u8).Id(22, tool.First, tool.Second)
            .Raw("\",\"type\":\"tool_result\",\"content\":\""u8).Text(pool, ref _random, content / 2).Raw("\"}]},"u8);
        to.Stamp(ref _random, _time);
        if (pool == pools.Output)
        {
            log.Raw(",\"toolUseResult\":{\"stdout\":\""u8).Text(pool, ref _random, content - content / 2)
                .Raw("\",\"stderr\":\"\",\"interrupted\":false,\"isImage\":false}"u8);
        }
        else
        {
            log.Raw(",\"toolUseResult\":{\"type\":\"text\",\"file\":{\"filePath\":\""u8).Ascii(_plan.Project.Folder)
                .Raw("/internal/file.go\",\"content\":\""u8).Text(pool == pools.Numbered ? pools.Code : pool, ref _random, content - content / 2)
                .Raw("\",\"numLines\":"u8).Number(content / 40).Raw(",\"startLine\":1}}"u8);
        }

        log.Raw(",\"sourceToolAssistantUUID\":\""u8);
        to.Parent().Raw("\""u8);
        to.Close();
    }

    private void WriteBashProgress(ClaudeTranscript to, (ulong First, ulong Second) tool)
    {
        var content = Scaled(Math.Max(_sizes.BashProgress.Sample(ref _random) - 565, 0));
        to.Open().Raw("\"type\":\"progress\",\"data\":{\"type\":\"bash_progress\",\"output\":\""u8).Text(pools.Output, ref _random, content / 2)
            .Raw("\",\"fullOutput\":\""u8).Text(pools.Output, ref _random, content / 2).Raw("\",\"elapsedTimeSeconds\":2,\"totalLines\":0},\"toolUseID\":\"bash-progress-0\",\"parentToolUseID\":\"toolu_01"u8)
            .Id(22, tool.First, tool.Second).Raw("\","u8);
        Advance(1_000);
        to.Stamp(ref _random, _time);
        to.Close();
    }

    private void WriteHookProgress(ClaudeTranscript to, (ulong First, ulong Second) tool)
    {
        to.Open().Raw("\"type\":\"progress\",\"data\":{\"type\":\"hook_progress\",\"hookEvent\":\"PostToolUse\",\"hookName\":\"PostToolUse:Read\",\"command\":\"callback\"},\"parentToolUseID\":\"toolu_01"u8)
            .Id(22, tool.First, tool.Second).Raw("\",\"toolUseID\":\"toolu_01"u8).Id(22, tool.First, tool.Second).Raw("\","u8);
        to.Stamp(ref _random, _time);
        to.Close();
    }

    private void WriteSystem(ReadOnlySpan<byte> fields)
    {
        _main.Open().Raw("\"type\":\"system\","u8).Raw(fields);
        _main.Stamp(ref _random, _time).Raw(",\"isMeta\":false"u8);
        _main.Close();
    }

    private void WriteAttachment()
    {
        _main.Open().Raw("\"attachment\":{\"type\":\"edited_text_file\",\"filename\":\"notes.md\",\"snippet\":\""u8)
            .Text(pools.Code, ref _random, Scaled(Math.Max(_sizes.Attachment.Sample(ref _random) - 420, 0))).Raw("\"},\"type\":\"attachment\","u8);
        _main.Stamp(ref _random, _time);
        _main.Close();
    }

    private void WriteSnapshot()
    {
        var target = _main.Log.Length + _sizes.Snapshot.Sample(ref _random) - 60;
        (ulong, ulong) id = (_random.Next(), _random.Next());
        var log = _main.Log.Raw("{\"type\":\"file-history-snapshot\",\"messageId\":\""u8).Uuid(id.Item1, id.Item2)
            .Raw("\",\"snapshot\":{\"messageId\":\""u8).Uuid(id.Item1, id.Item2).Raw("\",\"trackedFileBackups\":{"u8);
        for (var i = 0; log.Length < target - 120; i++)
        {
            log.Raw(i == 0 ? "\"internal/file_"u8 : ",\"internal/file_"u8).Number(i).Raw(".go\":{\"backupFileName\":\""u8).Hex(_random.Next(), 16)
                .Raw("@v2\",\"version\":2,\"backupTime\":\""u8).Time(_time).Raw("\"}"u8);
        }

        log.Raw("},\"timestamp\":\""u8).Time(_time).Raw("\"},\"isSnapshotUpdate\":false}\n"u8).LineEnded();
    }

    private void WriteQueue()
    {
        var content = Scaled(Math.Max(_sizes.Queue.Sample(ref _random) - 150, 0));
        _main.Log.Raw("{\"type\":\"queue-operation\",\"operation\":\"enqueue\",\"timestamp\":\""u8).Time(_time).Raw("\",\"sessionId\":\""u8).Raw(_sessionId)
            .Raw("\",\"content\":\""u8).Text(pools.Prose, ref _random, content).Raw("\"}\n"u8).LineEnded();
    }

    private void WriteNote(ReadOnlySpan<byte> fields, int text = -1)
    {
        _main.Log.Raw(fields);
        if (text >= 0)
        {
            _main.Log.Text(pools.Prose, ref _random, text).Raw("\""u8);
        }

        _main.Log.Raw(",\"sessionId\":\""u8).Raw(_sessionId).Raw("\"}\n"u8).LineEnded();
    }

    private void WriteTitle() => WriteNote(Encoding.UTF8.GetBytes($"{{\"type\":\"ai-title\",\"aiTitle\":\"{s_titles[_plan.Index % s_titles.Length]}\""));

    private void WriteSummary(ClaudeTranscript to)
    {
        to.Log.Raw("{\"type\":\"summary\",\"summary\":\"Fix the retry window and the tests around it\",\"leafUuid\":\""u8);
        to.Parent().Raw("\"}\n"u8).LineEnded();
    }

    // The conversation grew too long: it goes on from a summary of itself.
    private void Compact()
    {
        WriteSystem("\"subtype\":\"compact_boundary\",\"content\":\"Conversation compacted\",\"level\":\"info\",\"compactMetadata\":{\"trigger\":\"auto\",\"preTokens\":167361},"u8);
        OpenUser(_main).Raw("\"message\":{\"role\":\"user\",\"content\":\"This session is being continued from a previous conversation that ran out of context.\\n"u8)
            .Text(pools.Prose, ref _random, Scaled(12_700)).Raw("\"},\"isVisibleInTranscriptOnly\":true,\"isCompactSummary\":true,"u8);
        _main.Stamp(ref _random, _time);
        _main.Close();
        _main.ContextTokens = 0;
    }

    private void Repeat(double rate, Action write)
    {
        for (var times = _random.Times(rate); times > 0; times--)
        {
            write();
        }
    }
}
