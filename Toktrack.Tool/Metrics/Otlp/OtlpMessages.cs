using System.Buffers.Binary;
using System.Text;

namespace Toktrack.Tool.Metrics.Otlp;

/// <summary>
/// The two places where OTLP's messages (opentelemetry/proto/metrics/v1) are looked into: the start time of a counter's points,
/// a fixed-width field that can be overwritten in place, and how much of a request the collector refused.
/// </summary>
internal static class OtlpMessages
{
    private const int GrpcFrame = 5;
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    // ExportMetricsServiceRequest.resource_metrics, ResourceMetrics.scope_metrics, ScopeMetrics.metrics, Metric.sum, Sum.data_points
    private static ReadOnlySpan<int> PathToPoints => [1, 2, 2, 7, 1];

    private const int StartTime = 2;

    /// <summary>What is behind gRPC's frame of a flag and a length.</summary>
    public static Span<byte> WithoutFrame(byte[] body) => body.Length < GrpcFrame ? [] : body.AsSpan(GrpcFrame);

    /// <summary>Sets <c>start_time_unix_nano</c> of every point of every sum. A message of another shape stays as it is.</summary>
    public static void SetStart(Span<byte> request, ulong nanoseconds) => SetStart(request, PathToPoints, nanoseconds);

    /// <summary>Points an <c>ExportMetricsServiceResponse</c> says were rejected, and why.</summary>
    public static (long Rejected, string Reason) Rejected(ReadOnlySpan<byte> response)
    {
        var result = (Rejected: 0L, Reason: "no reason given");
        while (TryRead(ref response, out var field, out var wire, out var value, out var number))
        {
            if (field != 1 || wire != Delimited) continue;
            while (TryRead(ref value, out field, out wire, out var inner, out number))
            {
                if (field == 1 && wire == Varint) result.Rejected = (long)number;
                if (field == 2 && wire == Delimited) result.Reason = Encoding.UTF8.GetString(inner);
            }
        }

        return result;
    }

    private static void SetStart(Span<byte> message, ReadOnlySpan<int> path, ulong nanoseconds)
    {
        ReadOnlySpan<byte> rest = message;
        while (TryRead(ref rest, out var field, out var wire, out var value, out _))
        {
            var inner = message.Slice(message.Length - rest.Length - value.Length, value.Length);
            if (path.Length == 0 && field == StartTime && wire == Fixed64) BinaryPrimitives.WriteUInt64LittleEndian(inner, nanoseconds);
            else if (path.Length > 0 && field == path[0] && wire == Delimited) SetStart(inner, path[1..], nanoseconds);
        }
    }

    private static bool TryRead(ref ReadOnlySpan<byte> rest, out int field, out int wire, out ReadOnlySpan<byte> value, out ulong number)
    {
        field = wire = 0;
        value = [];
        number = 0;
        if (!TryReadVarint(ref rest, out var key)) return false;
        (field, wire) = ((int)(key >> 3), (int)(key & 7));
        int length;
        if (wire == Varint) return TryReadVarint(ref rest, out number);
        if (wire == Fixed64) length = 8;
        else if (wire == Fixed32) length = 4;
        else if (wire == Delimited && TryReadVarint(ref rest, out var stated) && stated <= (ulong)rest.Length) length = (int)stated;
        else return false;
        if (length > rest.Length) return false;
        value = rest[..length];
        rest = rest[length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && rest.Length > 0; shift += 7)
        {
            var b = rest[0];
            rest = rest[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return true;
        }

        return false;
    }
}
