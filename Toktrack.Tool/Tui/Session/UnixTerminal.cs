using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Toktrack.Tool.Tui.Session;

/// <summary>Standard input and output on Linux, macOS and the BSDs.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminal : ITerminalDevice
{
    private const int Input = 0;
    private const int Output = 1;

    // A job that nobody could continue is not stopped at all.
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromMilliseconds(500);

    private readonly byte[] _original = new byte[UnixLibc.OpaqueSize];
    private bool _raw;

    private static bool IsLinux => OperatingSystem.IsLinux() || OperatingSystem.IsAndroid();

    public (int Width, int Height) Size
    {
        get
        {
            var size = default(UnixLibc.WindowSize);
            var request = (nuint)(IsLinux ? 0x5413 : 0x40087468);
            var result = OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
                ? UnixLibc.ControlAppleArm(Output, request, 0, 0, 0, 0, 0, 0, ref size)
                : UnixLibc.Control(Output, request, ref size);
            return result == 0 && size is { Columns: > 0, Rows: > 0 } ? (size.Columns, size.Rows) : (80, 24);
        }
    }

    public void EnterRawMode()
    {
        if (_raw) return;
        if (UnixLibc.GetAttributes(Input, ref _original[0]) != 0)
        {
            throw new IOException("Standard input is no terminal: the dashboard needs one. Try a report, for instance `toktrack daily`.");
        }

        var raw = (byte[])_original.Clone();
        UnixLibc.MakeRaw(ref raw[0]);
        SetAttributes(raw);
        _raw = true;
    }

    public void LeaveRawMode()
    {
        if (!_raw) return;
        _raw = false;
        SetAttributes(_original);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var written = UnixLibc.Write(Output, ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (written > 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error is UnixLibc.TryAgainError or UnixLibc.TryAgainErrorBsd) Wait(Output, UnixLibc.PollOut, 1000);
            else if (error != UnixLibc.InterruptedError) throw new IOException($"The terminal does not take output any more (error {error}).");
        }
    }

    public int Read(Span<byte> buffer, int milliseconds)
    {
        if (!Wait(Input, UnixLibc.PollIn, milliseconds)) return 0;
        var read = UnixLibc.Read(Input, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
        if (read > 0) return (int)read;
        if (read == 0) return -1;
        return Marshal.GetLastPInvokeError() is UnixLibc.InterruptedError or UnixLibc.TryAgainError or UnixLibc.TryAgainErrorBsd ? 0 : -1;
    }

    public void Suspend(bool wholeJob)
    {
        // The stop signal must have its default effect, which the runtime's handler replaced; the kernel then also
        // knows not to stop a job that nobody could continue.
        var stop = IsLinux ? 20 : 18;
        var standard = new byte[UnixLibc.OpaqueSize];
        var previous = new byte[UnixLibc.OpaqueSize];
        var unused = new byte[UnixLibc.OpaqueSize];
        // The signal may be taken by another thread, and this one runs on for a moment: wait until the process has been
        // continued, or the terminal would be taken over again just before it stops.
        using var continued = new ManualResetEventSlim();
        using var watch = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => continued.Set());
        if (UnixLibc.SignalAction(stop, ref standard[0], ref previous[0]) != 0) return;
        _ = UnixLibc.Kill(wholeJob ? 0 : Environment.ProcessId, stop);
        continued.Wait(s_stopPatience);
        _ = UnixLibc.SignalAction(stop, ref previous[0], ref unused[0]);
    }

    private static bool Wait(int descriptor, short what, int milliseconds)
    {
        var entry = new UnixLibc.PollEntry { Descriptor = descriptor, Events = what };
        return UnixLibc.Poll(ref entry, 1, milliseconds) > 0;
    }

    private static void SetAttributes(byte[] termios)
    {
        // Unread input goes: a late answer of the terminal must not reach the shell as if it were typed.
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (UnixLibc.SetAttributes(Input, UnixLibc.FlushInput, ref termios[0]) == 0) return;
            if (Marshal.GetLastPInvokeError() != UnixLibc.InterruptedError) return;
        }
    }
}
