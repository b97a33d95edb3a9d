namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>Writes the logs of Claude Code: <c>.claude/projects</c> below the corpus' home.</summary>
internal static class ClaudeCorpus
{
    /// <summary>Writes all sessions on several threads.</summary>
    public static CorpusSummary Write(CorpusOptions options, TextPools pools)
    {
        var projects = Path.Combine(options.Home, ".claude", "projects");
        Directory.CreateDirectory(projects);
        var plans = ClaudePlanner.Plan(options);
        return CorpusThreads.Run(options, plans.Length, () => new ClaudeSession(options, pools), (session, i) => session.Write(projects, plans[i]), session => session.Summary);
    }
}
