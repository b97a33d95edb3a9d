namespace Toktrack.Tool.Demo.Codex;

/// <summary>Writes the logs of Codex: <c>.codex/sessions</c> and <c>.codex/archived_sessions</c> below the corpus' home.</summary>
internal static class CodexCorpus
{
    private const double BytesBeyondTarget = 20_000;

    /// <summary>Writes all sessions on several threads.</summary>
    public static CorpusSummary Write(CorpusOptions options, TextPools pools)
    {
        var plans = Plan(options);
        return CorpusThreads.Run(
            options, plans.Length, () => new CodexSession(options, pools), (session, i) => session.Write(plans[i]), session => session.Summary);
    }

    private static CodexSessionPlan[] Plan(CorpusOptions options)
    {
        var files = options.Files > 0 ? options.Files : (int)Math.Max(1, options.Size / 950_000);
        var random = CorpusRandom.For(options.Seed, -3);
        var forks = files / 20;
        var sizes = new double[files];
        for (var i = 0; i < files; i++)
        {
            sizes[i] = CodexLineSizes.File.Sample(ref random) * (i < forks ? 0.5 : 1);
        }

        // A fork holds its parent once more.
        var total = sizes.Sum() + sizes.AsSpan(forks, Math.Min(forks, files - forks)).ToArray().Sum();
        var scale = (options.Size - Math.Min(BytesBeyondTarget * options.TextScale * files, options.Size * 0.3)) / total;
        var projects = new CorpusProject[Math.Clamp(files / 15, 1, 60)];
        for (var i = 0; i < projects.Length; i++)
        {
            projects[i] = CorpusProject.Create(i, ref random);
        }

        var plans = new CodexSessionPlan[files - forks];
        for (var i = 0; i < plans.Length; i++)
        {
            var bytes = (long)(sizes[forks + i] * scale);
            var (start, position) = CorpusCalendar.Pick(options, (long)(bytes * CodexSession.MillisecondsPerByte), ref random);
            plans[i] = new CodexSessionPlan
            {
                Index = i,
                Project = projects[(int)(Math.Pow(random.Unit(), 2) * projects.Length)],
                Start = start,
                Position = position,
                Bytes = bytes,
                ForkBytes = i < forks ? (long)(sizes[i] * scale) : 0,
                Archived = random.Chance(0.06),
            };
        }

        return [.. plans.OrderByDescending(plan => plan.Bytes).ThenBy(plan => plan.Index)];
    }
}
