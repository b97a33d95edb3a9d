namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>A point of a metric as a collector decodes it (opentelemetry/proto/metrics/v1/metrics.proto).</summary>
internal sealed record OtlpPoint(
    string Name, string Unit, bool IsCounter, int Temporality, IReadOnlyDictionary<string, string> Attributes, decimal Value, ulong Start, ulong Time, IReadOnlyDictionary<string, string> Resource)
{
    /// <summary>All points of an ExportMetricsServiceRequest.</summary>
    public static IEnumerable<OtlpPoint> Decode(byte[] request)
    {
        foreach (var resource in new ProtoMessage(request).All(1))
        {
            var attributes = Pairs(resource.One(1)!.All(1));
            foreach (var metric in resource.All(2).SelectMany(s => s.All(2)))
            {
                var sum = metric.One(7);
                foreach (var point in (sum ?? metric.One(5)!).All(1))
                {
                    var value = point.Has(6) ? (long)point.Number(6) : (decimal)BitConverter.UInt64BitsToDouble(point.Number(4));
                    yield return new(
                        metric.Text(1), metric.Text(3), sum is not null && sum.Number(3) == 1, (int)(sum?.Number(2) ?? 0), Pairs(point.All(7)), value, point.Number(2), point.Number(3), attributes);
                }
            }
        }
    }

    public string Label(string name) => Attributes.GetValueOrDefault(name, "");

    private static Dictionary<string, string> Pairs(IEnumerable<ProtoMessage> pairs) => pairs.ToDictionary(p => p.Text(1), p => p.One(2)!.Text(1));
}
