using Toktrack.Scanner.Io;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>A way to read files, none of which may change the result.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Io">Reads or a mapping.</param>
/// <param name="Buffer">Size of the buffer that is read into.</param>
/// <param name="LongestLine">Longest line that is read.</param>
internal sealed record FuzzSetup(string Kernel, IoMode Io = IoMode.Read, int Buffer = LineWindow.BufferSize, int LongestLine = 64 << 20)
{
    private static readonly string[] s_kernels = [.. KernelCatalog.Supported.Select(k => k.Name)];

    public static FuzzSetup Any(Dice dice) => new(
        // The scalar kernel is last, and takes five times as long.
        dice.OneIn(16) ? s_kernels[^1] : dice.Pick<string>(s_kernels.AsSpan(0, Math.Max(1, s_kernels.Length - 1))),
        dice.OneIn(4) ? IoMode.Map : IoMode.Read,
        // The smallest ones read every line in several calls: worth their time only now and then.
        dice.OneIn(24) ? dice.Pick<int>([64, 100]) : dice.Pick<int>([1000, 4096, 5000, 1 << 16, LineWindow.BufferSize]),
        dice.OneIn(8) ? dice.Between(300, 2000) : 64 << 20);
}
