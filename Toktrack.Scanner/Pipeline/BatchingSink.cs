// A streamed response is stated once per content block, mostly on neighbouring lines. Comparing a record with the one
// before it drops half of all records before they cross to the merger, by the merger's own rule.

using System.Threading.Channels;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>A worker's sink: collects records into pooled batches and hands full ones over.</summary>
/// <param name="send">Takes a full batch; may wait for the merger.</param>
/// <param name="pool">Batches the merger has given back.</param>
/// <param name="names">Decides ties by path.</param>
internal sealed class BatchingSink(Action<UsageBatch> send, ChannelReader<UsageBatch> pool, NameTable names) : IRecordSink
{
    private UsageBatch? _batch;

    /// <summary>Records taken.</summary>
    public long Records { get; private set; }

    /// <summary>Records dropped because their neighbour stands for the same response.</summary>
    public long Duplicates { get; private set; }

    /// <inheritdoc/>
    public void Add(in UsageRecord record)
    {
        Records++;
        if (_batch is { Count: > 0 } batch)
        {
            ref var last = ref batch.Records[batch.Count - 1];
            if (last.Group == record.Group && last.Variant == record.Variant && last.Source == record.Source && UsageMerger.SameChain(last.Flags, record.Flags))
            {
                Duplicates++;
                if (UsageMerger.Precedes(record, last, names)) last = record;
                return;
            }

            if (batch.Count == UsageBatch.Capacity) Flush();
        }

        _batch ??= pool.TryRead(out var pooled) ? pooled : new UsageBatch();
        _batch.Records[_batch.Count++] = record;
    }

    /// <summary>Hands over what has been collected.</summary>
    public void Flush()
    {
        if (_batch is not { Count: > 0 } batch) return;
        _batch = null;
        send(batch);
    }
}
