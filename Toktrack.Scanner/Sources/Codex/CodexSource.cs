using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>Codex CLI: rollouts of sessions, archived ones included (usage rules, section 2).</summary>
public sealed class CodexSource : IUsageSource
{
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
        return SourceFolders.WithExtra(homes.Count > 0 ? homes : [Path.Combine(environment.Home, ".codex")], environment, Key);
    }

    /// <inheritdoc/>
    public void Locate(SourceEnvironment environment, ICollection<LogFile> files, ScanDiagnostics diagnostics)
    {
    }

    /// <inheritdoc/>
    public IUsageReader CreateReader(ReaderContext context) => KernelCatalog.Select(context.Options.Kernel).Accept(new CodexReaderFactory(context));

    /// <inheritdoc/>
    public int ResolveGroup(Span<UsageRecord> records, NameTable names) => CodexContinuations.Resolve(records);
}
