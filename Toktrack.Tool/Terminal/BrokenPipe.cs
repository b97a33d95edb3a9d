namespace Toktrack.Tool.Terminal;

/// <summary>
/// Tells "the reader of our output went away" (<c>toktrack | head -1</c>), which is no failure, from output that could not be
/// written. The console's own stream swallows the former; other streams report it by these codes.
/// </summary>
internal static class BrokenPipe
{
    private const int Epipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    public static bool Is(IOException exception) => exception.HResult is Epipe or WindowsBrokenPipe or WindowsNoData;
}
