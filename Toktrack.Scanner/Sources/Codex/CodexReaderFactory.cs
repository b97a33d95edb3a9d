using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>Makes a reader that is specialised for a kernel.</summary>
internal sealed class CodexReaderFactory(ReaderContext context) : IKernelVisitor<IUsageReader>
{
    /// <inheritdoc/>
    public IUsageReader Visit<TBlock>()
        where TBlock : struct, IBlock64<TBlock> => new CodexReader<TBlock>(context);
}
