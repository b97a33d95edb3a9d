namespace Toktrack.Scanner.Structure;

/// <summary>An instruction set the scanner is specialised for.</summary>
public abstract class Kernel
{
    private protected Kernel()
    {
    }

    /// <summary>Its name, as <c>TOKTRACK_KERNEL</c> spells it.</summary>
    public abstract string Name { get; }

    /// <summary>True when this processor (and this build) runs it in hardware.</summary>
    public abstract bool IsSupported { get; }

    /// <summary>Lets <paramref name="visitor"/> make something specialised for this kernel.</summary>
    internal abstract TResult Accept<TResult>(IKernelVisitor<TResult> visitor);
}
