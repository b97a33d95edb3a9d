using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>Codex CLI: rollouts of sessions, archived ones included (usage rules, section 2).</summary>
internal sealed class CodexSource : IUsageSource, IKernelVisitor<Func<ReaderContext, IUsageReader>>
{
    private const string Sessions = "sessions";
    private const string Archive = "archived_sessions";

    /// <inheritdoc/>
    public SourceId Id => SourceId.Codex;

    /// <inheritdoc/>
    public string Key => "codex";

    /// <inheritdoc/>
    public string DisplayName => "Codex CLI";

    /// <inheritdoc/>
    public bool LinesAreIndependent => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Roots(SourceEnvironment environment)
    {
        var homes = environment.List("CODEX_HOME");
        if (homes.Count == 0) homes = [Path.Combine(environment.Home, ".codex")];
        return [.. homes.Concat(environment.Extra(Key)).SelectMany(h => new[] { Path.Combine(h, Sessions), Path.Combine(h, Archive) }).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Locate(SourceEnvironment environment, ICollection<LogFile> files, ScanDiagnostics diagnostics)
    {
        var walker = new FileWalker(diagnostics);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in Roots(environment))
        {
            var isArchive = Path.GetFileName(root) == Archive;
            if (!isArchive) names.Clear();
            walker.Walk(root, [".jsonl"], f =>
            {
                // Archiving moves a rollout; one that is in both places is read where it is written.
                var isNew = names.Add(Path.GetFileName(f.Path));
                if (isNew || !isArchive) files.Add(f.ToLog(Id));
            });
        }
    }

    /// <inheritdoc/>
    public IUsageReader CreateReader(ReaderContext context) => KernelCatalog.Choose(context.Options.Kernel).Accept(this)(context);

    /// <inheritdoc/>
    public Func<ReaderContext, IUsageReader> Visit<TBlock>()
        where TBlock : struct, IBlock64<TBlock> => context => new CodexReader<TBlock>(context);

    /// <inheritdoc/>
    public int ResolveGroup(Span<UsageRecord> records, NameTable names) => CodexContinuations.Resolve(records);
}
