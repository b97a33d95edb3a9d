// The terminal belongs to the user: whatever ends the dashboard - a key, an exception on any thread, a signal, the end of
// the process - goes through Leave, which is safe to call any number of times from any thread.

namespace Toktrack.Tool.Tui.Session;

/// <summary>Takes the terminal over for a full-screen program, and gives it back.</summary>
internal sealed class TerminalSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ITerminalDevice _device;
    private bool _active;
    private bool _closed;

    public TerminalSession(ITerminalDevice device)
    {
        _device = device;
        AppDomain.CurrentDomain.ProcessExit += OnProcessEnds;
        AppDomain.CurrentDomain.UnhandledException += OnProcessEnds;
    }

    /// <summary>Asks the terminal for its background colour when it is taken over.</summary>
    public bool AskBackground { get; init; }

    /// <summary>Alternate screen, no line wrap, hidden cursor, wheel and clicks reported, pastes marked.</summary>
    private static ReadOnlySpan<byte> EnterSequence => "\e[?1049h\e[?7l\e[?25l\e[?1000h\e[?1006h\e[?2004h\e[0m\e[2J"u8;

    private static ReadOnlySpan<byte> LeaveSequence => "\e[?2026l\e[0m\e[?2004l\e[?1006l\e[?1000l\e[?7h\e[?25h\e[?1049l"u8;

    private static ReadOnlySpan<byte> BackgroundQuestion => "\e]11;?\e\\"u8;

    /// <summary>Takes the terminal over.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public void Enter()
    {
        lock (_gate)
        {
            if (_active || _closed) return;
            _device.EnterRawMode();
            _active = true;
            _device.Write(EnterSequence);
            if (AskBackground) _device.Write(BackgroundQuestion);
        }
    }

    /// <summary>Shows bytes, unless the terminal has been given back.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_active) _device.Write(bytes);
        }
    }

    /// <summary>Gives the terminal back as it was found.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (!_active) return;
            _active = false;
            try
            {
                _device.Write(LeaveSequence);
            }
            catch (IOException)
            {
                // It is gone; its settings are still put back below for whoever shares it.
            }

            _device.LeaveRawMode();
        }
    }

    /// <summary>Stops the program as Ctrl-Z would, and takes the terminal over again when it is continued.</summary>
    public void Suspend(bool wholeJob)
    {
        Leave();
        _device.Suspend(wholeJob);
        Enter();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Leave();
            _closed = true;
        }

        AppDomain.CurrentDomain.ProcessExit -= OnProcessEnds;
        AppDomain.CurrentDomain.UnhandledException -= OnProcessEnds;
    }

    private void OnProcessEnds(object? sender, EventArgs e) => Dispose();
}
