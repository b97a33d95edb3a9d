using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Takes records from a reader. Called by one thread at a time.</summary>
public interface IRecordSink
{
    /// <summary>Takes one record.</summary>
    void Add(in UsageRecord record);

    /// <summary>Takes several records, as if one after the other.</summary>
    void Add(ReadOnlySpan<UsageRecord> records)
    {
        foreach (ref readonly var record in records) Add(record);
    }
}
