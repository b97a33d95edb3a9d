namespace Toktrack.Tool.Usage;

/// <summary>Ledgers that are being closed while their answer is shown: that waits for the disk, and nobody needs to wait for it.</summary>
internal sealed class LedgerClosing
{
    private readonly List<Thread> _threads = [];

    /// <summary>Runs <paramref name="close"/> on a thread of its own.</summary>
    public void Start(Action close)
    {
        var thread = new Thread(() => close()) { Name = "closing" };
        thread.Start();
        _threads.Add(thread);
    }

    /// <summary>Returns when every ledger is closed.</summary>
    public void Wait()
    {
        foreach (var thread in _threads) thread.Join();
        _threads.Clear();
    }
}
