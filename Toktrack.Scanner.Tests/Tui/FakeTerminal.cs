using System.Collections.Concurrent;
using System.Text;
using Toktrack.Tool.Tui.Session;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>A terminal in memory: keys in, a screen out.</summary>
internal sealed class FakeTerminal : ITerminalDevice
{
    private readonly BlockingCollection<byte[]> _keys = [];
    private readonly Lock _gate = new();
    private ScreenEmulator _screen;

    public FakeTerminal(int width, int height) => _screen = new(width, height);

    public bool IsRaw { get; private set; }

    public int Suspensions { get; private set; }

    public (int Width, int Height) Size
    {
        get { lock (_gate) return (_screen.Width, _screen.Height); }
    }

    public string Text
    {
        get { lock (_gate) return _screen.Text; }
    }

    public IReadOnlyCollection<string> Modes
    {
        get { lock (_gate) return [.. _screen.Modes]; }
    }

    public void Type(string keys) => _keys.Add(Encoding.UTF8.GetBytes(keys));

    public void Close() => _keys.CompleteAdding();

    public void Resize(int width, int height)
    {
        lock (_gate)
        {
            var modes = _screen.Modes;
            _screen = new(width, height);
            _screen.Modes.UnionWith(modes);
        }
    }

    public void EnterRawMode() => IsRaw = true;

    public void LeaveRawMode() => IsRaw = false;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate) _screen.Feed(bytes);
    }

    public int Read(Span<byte> buffer, int milliseconds)
    {
        try
        {
            if (!_keys.TryTake(out var keys, milliseconds)) return _keys.IsCompleted ? -1 : 0;
            keys.CopyTo(buffer);
            return keys.Length;
        }
        catch (InvalidOperationException)
        {
            return -1;
        }
    }

    public void Suspend(bool wholeJob)
    {
        IsRaw.Should().BeFalse("the shell gets the terminal as it was");
        Suspensions++;
    }

    /// <summary>Waits until the screen shows <paramref name="text"/>.</summary>
    public void Await(string text, bool gone = false)
    {
        for (var i = 0; i < 2000; i++)
        {
            if (Text.Contains(text, StringComparison.Ordinal) != gone) return;
            Thread.Sleep(10);
        }

        throw new TimeoutException($"The screen never {(gone ? "lost" : "showed")} “{text}”:\n{Text}");
    }
}
