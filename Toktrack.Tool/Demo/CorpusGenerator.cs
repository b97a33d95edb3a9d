using Toktrack.Tool.Demo.ClaudeCode;

namespace Toktrack.Tool.Demo;

/// <summary>Makes session logs that look like real ones, from measured statistics, with known totals.</summary>
internal static class CorpusGenerator
{
    /// <summary>Writes the logs of Claude Code alone.</summary>
    public static CorpusSummary WriteClaude(CorpusOptions options) =>
        ClaudeCorpus.Write(options, new TextPools(options.Seed, (int)Math.Clamp(options.Size / 200, 1 << 14, 1 << 19)));
}
