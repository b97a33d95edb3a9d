using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>Anthropic's Claude Code (usage rules, section 1).</summary>
internal sealed class ClaudeSource : IUsageSource, ISessionTitles, IKernelVisitor<Func<ReaderContext, IUsageReader>>
{
    private const string ConfigVariable = "CLAUDE_CONFIG_DIR";

    /// <inheritdoc/>
    public SourceId Id => SourceId.ClaudeCode;

    /// <inheritdoc/>
    public string Key => "claude-code";

    /// <inheritdoc/>
    public string DisplayName => "Claude Code";

    /// <inheritdoc/>
    public bool LinesAreIndependent => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Roots(SourceEnvironment environment)
    {
        var folders = environment.List(ConfigVariable);
        if (folders.Count == 0)
        {
            var config = environment.Variable("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(environment.Home, ".config");
            folders = [Path.Combine(config, "claude"), Path.Combine(environment.Home, ".claude")];
        }

        return [.. folders.Concat(environment.Extra(Key)).Select(Projects).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Locate(SourceEnvironment environment, ICollection<LogFile> files, ScanDiagnostics diagnostics)
    {
        var walker = new FileWalker(diagnostics);
        foreach (var root in Roots(environment))
        {
            walker.Walk(root, [".jsonl"], f => files.Add(f.ToLog(Id)));
        }
    }

    /// <inheritdoc/>
    public IUsageReader CreateReader(ReaderContext context) => KernelCatalog.Choose(context.Options.Kernel).Accept(this)(context);

    /// <inheritdoc/>
    public Func<ReaderContext, IUsageReader> Visit<TBlock>()
        where TBlock : struct, IBlock64<TBlock> => context => new ClaudeReader<TBlock>(context);

    /// <inheritdoc/>
    public int ResolveGroup(Span<UsageRecord> records, NameTable names) => ClaudeResponses.Resolve(records, names);

    /// <inheritdoc/>
    public void FindTitles(SourceEnvironment environment, IReadOnlyCollection<(string Session, string Project)> sessions, IDictionary<string, string> titles) =>
        ClaudeTitles.Find(Roots(environment), sessions, titles);

    /// <inheritdoc/>
    public IEnumerable<(string Session, string Title)> TitlesIn(IEnumerable<LogFile> files) => ClaudeTitles.In(files);

    // An entry of the variable may be the configuration folder or its projects folder.
    private static string Projects(string folder)
    {
        var trimmed = folder.TrimEnd('/', '\\');
        return Path.GetFileName(trimmed) == "projects" ? trimmed : Path.Combine(trimmed, "projects");
    }
}
