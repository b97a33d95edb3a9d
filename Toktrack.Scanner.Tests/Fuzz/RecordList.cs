using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Keeps every record in the order of arrival.</summary>
internal sealed class RecordList : IRecordSink
{
    public List<UsageRecord> Records { get; } = [];

    public void Add(in UsageRecord record) => Records.Add(record);
}
