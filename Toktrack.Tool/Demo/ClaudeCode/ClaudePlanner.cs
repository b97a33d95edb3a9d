namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>Divides a corpus into sessions: how many, how large, when, where and by which version.</summary>
internal static class ClaudePlanner
{
    // A file ends with a whole response, not in the midst of one.
    private const double BytesBeyondTarget = 47_000;

    private static readonly Distribution s_mainSizes = new(
        [(0, 20_000), (5, 48_000), (25, 325_000), (50, 980_000), (75, 2_160_000), (90, 3_550_000), (99, 14_000_000), (100, 50_000_000)]);

    private static readonly Distribution s_agentSizes = new(
        [(0, 15_000), (5, 30_000), (50, 180_000), (90, 700_000), (99, 2_000_000), (100, 4_000_000)]);

    /// <summary>The sessions of <paramref name="options"/>, the largest first.</summary>
    public static ClaudeSessionPlan[] Plan(CorpusOptions options)
    {
        var files = options.Files > 0 ? options.Files : (int)Math.Max(1, options.Size / 1_226_000);
        var random = CorpusRandom.For(options.Seed, -2);
        var copies = files / 100;
        var parents = files / 8;
        var agents = parents * 4;
        var mains = files - copies - agents;

        var mainBytes = Draw(mains, s_mainSizes, ref random);
        var agentCounts = new int[mains];
        for (var i = 0; i < agents; i++)
        {
            agentCounts[i < parents ? i : random.Below(parents)]++;
        }

        var agentBytes = Draw(agents, s_agentSizes, ref random);
        var total = mainBytes.Sum() + agentBytes.Sum() + mainBytes.TakeLast(copies).Sum() * ClaudeSessionPlan.CopiedShare;
        var ends = Math.Min(BytesBeyondTarget * options.TextScale * (mains + agents), options.Size * 0.3);
        var scale = (options.Size - ends) / Math.Max(total, 1);

        var projects = new CorpusProject[Math.Clamp(files / 20, 1, 400)];
        for (var i = 0; i < projects.Length; i++)
        {
            projects[i] = CorpusProject.Create(i, ref random);
        }

        var plans = new ClaudeSessionPlan[mains];
        var nextAgent = 0;
        for (var i = 0; i < mains; i++)
        {
            var size = (long)(mainBytes[i] * scale);
            var (start, position) = CorpusCalendar.Pick(options, (long)(size * ClaudeSession.MillisecondsPerByte), ref random);
            plans[i] = new ClaudeSessionPlan
            {
                Index = i,
                Project = i < projects.Length ? projects[i] : projects[(int)(Math.Pow(random.Unit(), 2) * projects.Length)],
                Start = start,
                Limit = CorpusCalendar.Milliseconds(options.Now) - 1,
                Position = position,
                Version = ClaudeVersion.At(position, options.OldEraShare),
                Bytes = size,
                AgentBytes = [.. agentBytes.AsSpan(nextAgent, agentCounts[i]).ToArray().Select(bytes => (long)(bytes * scale))],
                Copied = i >= mains - copies,
            };
            nextAgent += agentCounts[i];
        }

        return [.. plans.OrderByDescending(plan => plan.TotalBytes).ThenBy(plan => plan.Index)];
    }

    private static double[] Draw(int count, Distribution sizes, ref CorpusRandom random)
    {
        var drawn = new double[count];
        for (var i = 0; i < count; i++)
        {
            drawn[i] = sizes.Sample(ref random);
        }

        return drawn;
    }
}
