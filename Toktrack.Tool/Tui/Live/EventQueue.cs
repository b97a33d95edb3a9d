namespace Toktrack.Tool.Tui.Live;

/// <summary>Events from all threads to the screen loop, which sleeps while there are none.</summary>
internal sealed class EventQueue
{
    private readonly object _gate = new();
    private readonly Queue<LoopEvent> _events = new();

    public void Post(in LoopEvent happened)
    {
        lock (_gate)
        {
            _events.Enqueue(happened);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>The next event; <see cref="LoopEventKind.None"/> when none came in time.</summary>
    public LoopEvent Take(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_events.Count == 0 && patience > TimeSpan.Zero) Monitor.Wait(_gate, patience);
            return _events.TryDequeue(out var happened) ? happened : default;
        }
    }
}
