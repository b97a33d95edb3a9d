using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Tests.Structure;

public sealed class KernelCatalogTests
{
    public static IEnumerable<object[]> Kernels => Scans.Kernels;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Accept_ForcedKernel_RunsThatBlockType(string kernel) => KernelCatalog.Get(kernel).Accept(new BlockName()).Should().Be(kernel);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Run_ForcedKernel_IsTheOneReported(string kernel)
    {
        using var home = new TemporaryFolder();
        Scans.Run(Scans.Environment(home.Path), new ScanOptions { Kernel = kernel.ToUpperInvariant() }).Statistics.Kernel.Should().Be(kernel);
    }

    [Fact]
    public void Get_Nothing_IsTheWidestThisProcessorRuns()
    {
        var expected = Vector512.IsHardwareAccelerated && Avx512BW.IsSupported ? "avx512"
            : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? "avx2"
            : AdvSimd.Arm64.IsSupported ? "advsimd"
            : Vector128.IsHardwareAccelerated ? "vector128"
            : "scalar";
        KernelCatalog.Get(null).Name.Should().Be(expected);
        KernelCatalog.Get("").Name.Should().Be(expected);
    }

    [Fact]
    public void All_Names_AreDifferentAndEndWithTheOneThatAlwaysRuns()
    {
        KernelCatalog.All.Select(k => k.Name).Should().OnlyHaveUniqueItems().And.EndWith("scalar");
        KernelCatalog.Get("scalar").IsSupported.Should().BeTrue();
    }

    [Fact]
    public void Get_UnknownName_SaysSoAndListsTheUsable()
    {
        var act = () => KernelCatalog.Get("mmx");
        act.Should().Throw<ArgumentException>().WithMessage("*'mmx'*TOKTRACK_KERNEL*Usable here:*scalar*");
    }

    [Fact]
    public void Get_KernelOfAnotherProcessor_SaysSo()
    {
        var other = KernelCatalog.All.FirstOrDefault(k => !k.IsSupported);
        if (other is null) return;
        var act = () => KernelCatalog.Get(other.Name);
        act.Should().Throw<ArgumentException>().WithMessage($"*'{other.Name}'*does not run on this processor*Usable here:*");
    }

    private sealed class BlockName : IKernelVisitor<string>
    {
        public string Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock> => TBlock.Name;
    }
}
