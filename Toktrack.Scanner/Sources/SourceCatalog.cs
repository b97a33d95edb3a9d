using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources.ClaudeCode;
using Toktrack.Scanner.Sources.Codex;
using Toktrack.Scanner.Sources.Gemini;
using Toktrack.Scanner.Sources.OpenCode;

namespace Toktrack.Scanner.Sources;

/// <summary>Every CLI toktrack can read, one line each.</summary>
public static class SourceCatalog
{
    /// <summary>All sources, in the order reports list them.</summary>
    public static IReadOnlyList<IUsageSource> All { get; } =
    [
        new ClaudeSource(),
        new CodexSource(),
        new GeminiSource(),
        new OpenCodeSource(),
    ];

    /// <summary>The source with number <paramref name="id"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none, for instance in a ledger of a newer version.</exception>
    public static IUsageSource Get(SourceId id) =>
        All.FirstOrDefault(s => s.Id == id) ?? throw new ArgumentOutOfRangeException(nameof(id), id, "No source has this number.");

    /// <summary>The source users call <paramref name="key"/>, or null.</summary>
    public static IUsageSource? Find(string key) => All.FirstOrDefault(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
}
