using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>Learns the shape of a line that has just been walked in full and found to be a response.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal sealed class ClaudeShapeLearner<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    /// <summary>The slot of <c>message.id</c>.</summary>
    public const int Id = 0;

    /// <summary>The slot of <c>requestId</c>.</summary>
    public const int Request = 1;

    private readonly StructuralIndexBuffer _buffer = new();
    private readonly ShapeRecorder<TBlock, UsageRecord> _shape = new();
    private bool _echoHasTime;

    /// <summary>Learns the shape of <paramref name="text"/>, a whole object; <paramref name="shape"/> stays unlearned where no shape can be trusted to say the same as a full walk.</summary>
    /// <param name="text">The object, behind whose end 256 bytes must be readable.</param>
    /// <param name="record">What the full walk read.</param>
    /// <param name="isEcho">The response is a sub-agent's, echoed in the <c>data</c> of a progress line.</param>
    /// <param name="shape">Takes the shape.</param>
    public void Learn(ReadOnlySpan<byte> text, in UsageRecord record, bool isEcho, LineShape<UsageRecord> shape)
    {
        _shape.Begin(shape);
        _echoHasTime = false;
        var cursor = new StructuralCursor<TBlock>(text, _buffer);
        if (!cursor.Start()) return;
        if (isEcho) Line(ref cursor, text);
        else Envelope(ref cursor, text);
        _shape.End(ref cursor, text, record);
    }

    // The line around an echo: its time counts where the echo has none.
    private void Line(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("data"u8)) _shape.Object(ref cursor, text, 5, Data);
            else if (key.SequenceEqual("timestamp"u8) && !_echoHasTime) _shape.Time(ref cursor, text);
            else if (IsFixed(key)) cursor.SkipValue();
            else _shape.Any(ref cursor, text);
        }
    }

    private void Data(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("message"u8)) Echo(ref cursor, text);
            else if (key.SequenceEqual("type"u8)) cursor.SkipValue();
            else _shape.Any(ref cursor, text);
        }
    }

    private void Echo(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        var lineHasTime = _shape.HasTime;
        _shape.Object(ref cursor, text, 6, Envelope);
        _echoHasTime = !lineHasTime && _shape.HasTime;
    }

    private void Envelope(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("message"u8)) _shape.Object(ref cursor, text, 0, Message);
            else if (key.SequenceEqual("timestamp"u8)) _shape.Time(ref cursor, text);
            else if (key.SequenceEqual("requestId"u8)) _shape.Text(ref cursor, text, Request);
            else if (key.SequenceEqual("data"u8) || key.SequenceEqual("costUSD"u8)) _shape.Refuse();
            else if (IsFixed(key)) cursor.SkipValue();
            else _shape.Any(ref cursor, text);
        }
    }

    private static bool IsFixed(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("type"u8) || key.SequenceEqual("isSidechain"u8) || key.SequenceEqual("sessionId"u8) ||
        key.SequenceEqual("cwd"u8) || key.SequenceEqual("gitBranch"u8) || key.SequenceEqual("version"u8) ||
        key.SequenceEqual("userType"u8) || key.SequenceEqual("entrypoint"u8);

    private void Message(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("usage"u8)) _shape.Object(ref cursor, text, 1, Usage);
            else if (key.SequenceEqual("id"u8)) _shape.Text(ref cursor, text, Id);
            else if (key.SequenceEqual("model"u8) || key.SequenceEqual("type"u8) || key.SequenceEqual("role"u8)) cursor.SkipValue();
            else _shape.Any(ref cursor, text);
        }
    }

    private void Usage(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("input_tokens"u8)) _shape.Count(ref cursor, text, (int)ClaudeCount.Input);
            else if (key.SequenceEqual("output_tokens"u8)) _shape.Count(ref cursor, text, (int)ClaudeCount.Output);
            else if (key.SequenceEqual("cache_read_input_tokens"u8)) _shape.Count(ref cursor, text, (int)ClaudeCount.CacheRead);
            else if (key.SequenceEqual("cache_creation_input_tokens"u8)) _shape.Count(ref cursor, text, (int)ClaudeCount.CacheCreation);
            else if (key.SequenceEqual("cache_creation"u8)) _shape.Object(ref cursor, text, 2, CacheCreation);
            else if (key.SequenceEqual("server_tool_use"u8)) _shape.Object(ref cursor, text, 3, ServerTools);
            else if (key.SequenceEqual("iterations"u8)) Iterations(ref cursor, text);
            else if (key.SequenceEqual("speed"u8) || key.SequenceEqual("service_tier"u8) || key.SequenceEqual("inference_geo"u8)) cursor.SkipValue();
            else _shape.Restated(ref cursor, text);
        }
    }

    private void CacheCreation(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("ephemeral_5m_input_tokens"u8)) _shape.Count(ref cursor, text, (int)ClaudeCount.CacheWrite5m);
            else if (key.SequenceEqual("ephemeral_1h_input_tokens"u8)) _shape.Count(ref cursor, text, (int)ClaudeCount.CacheWrite1h);
            else _shape.Restated(ref cursor, text);
        }
    }

    private void ServerTools(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("web_search_requests"u8)) _shape.Count(ref cursor, text, (int)ClaudeCount.WebSearches);
            else _shape.Restated(ref cursor, text);
        }
    }

    // An iteration may be a response of its own by its type, so its type must be fixed and must not be that of an advisor.
    private void Iterations(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        _shape.See(4);
        if (cursor.ValueStart == 'n')
        {
            cursor.SkipValue();
            return;
        }

        if (!cursor.EnterArray())
        {
            _shape.Refuse();
            return;
        }

        while (!_shape.IsRefused && cursor.NextElement())
        {
            if (!cursor.EnterObject())
            {
                _shape.Refuse();
                return;
            }

            var isMessage = false;
            while (!_shape.IsRefused && cursor.NextKey(out var key))
            {
                if (key.SequenceEqual("type"u8)) isMessage = cursor.ReadString(out var type) && type.SequenceEqual("message"u8);
                else _shape.Restated(ref cursor, text);
            }

            if (!isMessage) _shape.Refuse();
        }
    }
}
