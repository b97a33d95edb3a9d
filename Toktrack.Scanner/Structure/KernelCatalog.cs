namespace Toktrack.Scanner.Structure;

/// <summary>The SIMD kernels, best first.</summary>
public static class KernelCatalog
{
    /// <summary>The environment variable that forces a kernel.</summary>
    public const string Variable = "TOKTRACK_KERNEL";

    /// <summary>
    /// All kernels. The widest comes first: a mask of 64 bits straight from one compare beats two or four pieces put
    /// together (stage 1, see the results of the benchmarks).
    /// </summary>
    public static IReadOnlyList<Kernel> All { get; } =
    [
        new KernelOf<Block64Vector512>(),
        new KernelOf<Block64Vector256>(),
        new KernelOf<Block64AdvSimd>(),
        new KernelOf<Block64Vector128>(),
        new KernelOf<Block64Scalar>(),
    ];

    /// <summary>The kernels that run here.</summary>
    public static IEnumerable<Kernel> Supported => All.Where(k => k.IsSupported);

    /// <summary>The kernel called <paramref name="name"/>, or the best where it is null or empty.</summary>
    /// <exception cref="ArgumentException">The name is unknown, or the kernel does not run on this processor or in this build.</exception>
    public static Kernel Get(string? name)
    {
        if (string.IsNullOrEmpty(name)) return Supported.First();
        var kernel = All.FirstOrDefault(k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (kernel is { IsSupported: true }) return kernel;
        var usable = string.Join(", ", Supported.Select(k => k.Name));
        throw new ArgumentException(kernel is null
            ? $"There is no kernel '{name}' (from --kernel or {Variable}). Usable here: {usable}."
            : $"The kernel '{kernel.Name}' (from --kernel or {Variable}) does not run on this processor or in this build. Usable here: {usable}.");
    }

    /// <summary>The kernel of <paramref name="name"/>, else of <c>TOKTRACK_KERNEL</c>, else the best.</summary>
    /// <exception cref="ArgumentException">As <see cref="Get"/>.</exception>
    public static Kernel Choose(string? name) =>
        Get(string.IsNullOrEmpty(name) ? Environment.GetEnvironmentVariable(Variable) : name);
}
