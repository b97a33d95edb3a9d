namespace Toktrack.Scanner.Structure;

/// <summary>Makes something that is specialised for a kernel's block type: one virtual call, then none per byte.</summary>
internal interface IKernelVisitor<out TResult>
{
    /// <summary>Makes it for <typeparamref name="TBlock"/>.</summary>
    TResult Visit<TBlock>()
        where TBlock : struct, IBlock64<TBlock>;
}
