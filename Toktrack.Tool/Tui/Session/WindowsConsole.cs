using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Toktrack.Tool.Tui.Session;

/// <summary>The Windows console with virtual terminal sequences in both directions (Windows 10 and later).</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsConsole : ITerminalDevice
{
    private const uint VirtualInput = 0x0200;
    private const uint VirtualOutput = 0x0004 | 0x0001;
    private const uint WaitTimeout = 0x102;

    private readonly nint _input = GetStdHandle(-10);
    private readonly nint _output = GetStdHandle(-11);
    private uint _inputMode;
    private uint _outputMode;
    private uint _inputPage;
    private uint _outputPage;
    private bool _raw;

    public (int Width, int Height) Size
    {
        get
        {
            try
            {
                return (Math.Max(1, Console.WindowWidth), Math.Max(1, Console.WindowHeight));
            }
            catch (IOException)
            {
                return (80, 24); // the console is being closed
            }
        }
    }

    public void EnterRawMode()
    {
        if (_raw) return;
        if (!GetConsoleMode(_input, out _inputMode) || !GetConsoleMode(_output, out _outputMode))
        {
            throw new IOException("This is no console: the dashboard needs one. Try a report, for instance `toktrack daily`.");
        }

        _inputPage = GetConsoleCP();
        _outputPage = GetConsoleOutputCP();
        _ = SetConsoleCP(65001);
        _ = SetConsoleOutputCP(65001);
        _ = SetConsoleMode(_input, VirtualInput);
        _ = SetConsoleMode(_output, _outputMode | VirtualOutput);
        _raw = true;
    }

    public void LeaveRawMode()
    {
        if (!_raw) return;
        _raw = false;
        _ = SetConsoleMode(_input, _inputMode);
        _ = SetConsoleMode(_output, _outputMode);
        _ = SetConsoleCP(_inputPage);
        _ = SetConsoleOutputCP(_outputPage);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (!WriteFile(_output, ref MemoryMarshal.GetReference(bytes), (uint)bytes.Length, out var written, 0))
            {
                throw new IOException($"The console does not take output any more (error {Marshal.GetLastPInvokeError()}).");
            }

            bytes = bytes[(int)written..];
        }
    }

    public int Read(Span<byte> buffer, int milliseconds)
    {
        if (WaitForSingleObject(_input, (uint)milliseconds) == WaitTimeout) return 0;
        return ReadFile(_input, ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length, out var read, 0) ? (int)read : -1;
    }

    public void Suspend(bool wholeJob)
    {
        // Windows has no job control.
    }

    [DllImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int which);

    [DllImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool GetConsoleMode(nint handle, out uint mode);

    [DllImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SetConsoleMode(nint handle, uint mode);

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetConsoleCP();

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetConsoleOutputCP();

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SetConsoleCP(uint page);

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SetConsoleOutputCP(uint page);

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint WaitForSingleObject(nint handle, uint milliseconds);

    [DllImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool ReadFile(nint handle, ref byte buffer, uint count, out uint read, nint overlapped);

    [DllImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool WriteFile(nint handle, ref byte buffer, uint count, out uint written, nint overlapped);
}
