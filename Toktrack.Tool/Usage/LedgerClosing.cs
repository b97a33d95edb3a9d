using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Toktrack.Tool.Usage;

/// <summary>Ledgers that are written and closed while their answer is shown: that waits for the disk, and nobody needs to wait for it.</summary>
internal sealed class LedgerClosing
{
    private readonly List<Thread> _threads = [];
    private readonly ConcurrentQueue<string> _warnings = new();
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs <paramref name="close"/>, which returns what went wrong or null, on a thread of its own.</summary>
    public void Start(Func<string?> close)
    {
        var thread = new Thread(() =>
        {
            try
            {
                if (close() is { } warning) _warnings.Enqueue(warning);
            }
            catch (Exception e)
            {
                _failure = ExceptionDispatchInfo.Capture(e); // thrown again where somebody waits
            }
        })
        { Name = "closing" };
        thread.Start();
        _threads.Add(thread);
    }

    /// <summary>Returns when every ledger is closed, with a sentence for each that could not be saved.</summary>
    public IReadOnlyList<string> Wait()
    {
        foreach (var thread in _threads) thread.Join();
        _threads.Clear();
        var warnings = _warnings.ToArray();
        _warnings.Clear();
        _failure?.Throw();
        return warnings;
    }
}
