// A merger with a thread of its own is woken for every batch, on a core that a worker is using. Here the worker that brings
// a batch while nobody merges has the turn: it merges what lies in the channel and goes on reading. Whoever comes while
// another has the turn leaves its batch in the channel, and waits only when that is full.

using System.Threading.Channels;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Brings the workers' batches to a merger, one thread at a time, and the emptied ones back. Safe for several threads.</summary>
/// <param name="merger">Called by one thread at a time, not always by the same.</param>
internal sealed class MergeTurn(IRecordSink merger)
{
    private const int BatchesUnderway = 16;

    private readonly Channel<UsageBatch> _full = Channel.CreateBounded<UsageBatch>(BatchesUnderway);
    private readonly Channel<UsageBatch> _pool = Channel.CreateBounded<UsageBatch>(BatchesUnderway);
    private readonly Lock _turn = new();

    /// <summary>Batches to fill anew.</summary>
    public ChannelReader<UsageBatch> Pool => _pool.Reader;

    /// <summary>Hands a batch over, and merges if nobody else does.</summary>
    public void Send(UsageBatch batch)
    {
        while (!_full.Writer.TryWrite(batch)) MergeAll();
        if (!_turn.TryEnter()) return;
        try
        {
            Merge();
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <summary>Waits for the turn and merges what is left. When all workers have sent their last batch, all is merged afterwards.</summary>
    public void MergeAll()
    {
        lock (_turn) Merge();
    }

    private void Merge()
    {
        while (_full.Reader.TryRead(out var batch))
        {
            merger.Add(batch.Records.AsSpan(0, batch.Count));
            batch.Count = 0;
            _pool.Writer.TryWrite(batch);
        }
    }
}
