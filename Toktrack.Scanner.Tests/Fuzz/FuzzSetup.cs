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
        dice.Pick<string>(s_kernels),
        dice.OneIn(4) ? IoMode.Map : IoMode.Read,
        dice.Pick<int>([64, 100, 1000, 4096, 5000, 1 << 16, LineWindow.BufferSize]),
        dice.OneIn(8) ? dice.Between(300, 2000) : 64 << 20);
}
