namespace Toktrack.Scanner.Structure;

/// <summary>The kernel of one block type.</summary>
internal sealed class KernelOf<TBlock> : Kernel
    where TBlock : struct, IBlock64<TBlock>
{
    public override string Name => TBlock.Name;

    public override bool IsSupported => TBlock.IsSupported;

    internal override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit<TBlock>();
}
