using Toktrack.Scanner.Model;
using Toktrack.Tool.Demo.ClaudeCode;
using Toktrack.Tool.Demo.Codex;
using Toktrack.Tool.Demo.Gemini;
using Toktrack.Tool.Demo.OpenCode;

namespace Toktrack.Tool.Demo;

/// <summary>Makes session logs that look like real ones, from measured statistics, with known totals.</summary>
internal static class CorpusGenerator
{
    private static readonly (SourceId Source, double Share, Func<CorpusOptions, TextPools, CorpusSummary> Write)[] s_writers =
    [
        (SourceId.ClaudeCode, 0.62, ClaudeCorpus.Write),
        (SourceId.Codex, 0.27, CodexCorpus.Write),
        (SourceId.Gemini, 0.06, GeminiCorpus.Write),
        (SourceId.OpenCode, 0.05, OpenCodeCorpus.Write),
    ];

    /// <summary>Writes the logs of Claude Code alone.</summary>
    public static CorpusSummary WriteClaude(CorpusOptions options) => Write(options, SourceId.ClaudeCode);

    /// <summary>Writes the logs of one CLI.</summary>
    public static CorpusSummary Write(CorpusOptions options, SourceId source) =>
        s_writers.First(writer => writer.Source == source).Write(options, Pools(options));

    /// <summary>Writes logs of all CLIs, sharing the size and the number of files among them.</summary>
    public static CorpusSummary WriteAll(CorpusOptions options)
    {
        var summary = new CorpusSummary();
        var pools = Pools(options);
        foreach (var (_, share, write) in s_writers)
        {
            summary.Add(write(options with { Size = (long)(options.Size * share), Files = (int)(options.Files * share) }, pools));
        }

        return summary;
    }

    private static TextPools Pools(CorpusOptions options) => new(options.Seed, (int)Math.Clamp(options.Size / 200, 1 << 14, 1 << 19));
}
