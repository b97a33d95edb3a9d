// Only what a full-screen program needs, in a form that needs no marshalling: numbers and references to bytes. The
// layouts of termios and sigaction differ between systems, so both are opaque buffers larger than any of them.

using System.Runtime.InteropServices;

namespace Toktrack.Tool.Tui.Session;

/// <summary>The C library.</summary>
internal static class UnixLibc
{
    /// <summary>More bytes than any system's <c>struct termios</c> or <c>struct sigaction</c>.</summary>
    public const int OpaqueSize = 512;

    public const int InterruptedError = 4;
    public const int TryAgainError = 11;
    public const int TryAgainErrorBsd = 35;
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const int FlushInput = 2;

    [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int GetAttributes(int descriptor, ref byte termios);

    [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int SetAttributes(int descriptor, int when, ref byte termios);

    [DllImport("libc", EntryPoint = "cfmakeraw"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern void MakeRaw(ref byte termios);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int Control(int descriptor, nuint request, ref WindowSize size);

    // On Apple arm64 variadic arguments go on the stack: six fillers use up the registers.
    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int ControlAppleArm(
        int descriptor, nuint request, nint f1, nint f2, nint f3, nint f4, nint f5, nint f6, ref WindowSize size);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int Poll(ref PollEntry entry, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "read", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern nint Read(int descriptor, ref byte buffer, nuint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern nint Write(int descriptor, ref byte buffer, nuint count);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "sigaction", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int SignalAction(int signal, ref byte action, ref byte previous);

    /// <summary><c>struct winsize</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelWidth;
        public ushort PixelHeight;
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
