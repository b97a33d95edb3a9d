namespace Toktrack.Scanner.Structure;

/// <summary>The SIMD kernels, best first.</summary>
public static class KernelCatalog
{
}
