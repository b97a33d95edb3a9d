using System.Runtime.InteropServices;

namespace Toktrack.Tool.Tui.Session;

/// <summary>Turns signals into events, so that the screen loop alone decides what happens and in which order.</summary>
internal sealed class SignalWatch : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public SignalWatch(Action resized, Action suspend, Action<int> end)
    {
        Watch(PosixSignal.SIGINT, c => Take(c, () => end(2)));
        Watch(PosixSignal.SIGTERM, c => Take(c, () => end(15)));
        Watch(PosixSignal.SIGHUP, c => Take(c, () => end(1)));
        Watch(PosixSignal.SIGQUIT, c => Take(c, () => end(3)));
        if (OperatingSystem.IsWindows()) return;
        Watch(PosixSignal.SIGWINCH, _ => resized());
        Watch(PosixSignal.SIGTSTP, c => Take(c, suspend));
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _registrations.Clear();
    }

    private static void Take(PosixSignalContext context, Action action)
    {
        context.Cancel = true;
        action();
    }

    private void Watch(PosixSignal signal, Action<PosixSignalContext> handler) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, handler));
}
