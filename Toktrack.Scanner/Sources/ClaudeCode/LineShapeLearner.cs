using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>Learns the shape of a line that has just been walked in full and found to be a response.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal sealed class LineShapeLearner<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    // Bits of what was seen: containers by number, then values.
    private const int FirstValue = 8;

    private readonly StructuralIndexBuffer _buffer = new();
    private LineShape _shape = new();
    private ulong _seen;
    private int _from;
    private bool _echoHasTime;
    private bool _refused;

    /// <summary>Learns the shape of <paramref name="text"/>, a whole object; <paramref name="shape"/> stays unlearned where no shape can be trusted to say the same as a full walk.</summary>
    /// <param name="text">The object, behind whose end 256 bytes must be readable.</param>
    /// <param name="record">What the full walk read.</param>
    /// <param name="isEcho">The response is a sub-agent's, echoed in the <c>data</c> of a progress line.</param>
    /// <param name="shape">Takes the shape.</param>
    public void Learn(ReadOnlySpan<byte> text, in UsageRecord record, bool isEcho, LineShape shape)
    {
        shape.Clear();
        _shape = shape;
        _seen = 0;
        _from = 0;
        _echoHasTime = false;
        _refused = false;
        var cursor = new StructuralCursor<TBlock>(text, _buffer);
        if (!cursor.Start()) return;
        if (isEcho) Line(ref cursor, text);
        else Envelope(ref cursor, text);
        if (_refused || !cursor.Succeeded) return;
        shape.Add(text[_from..cursor.End], LineShape.Value.End);
        shape.Complete(record);
    }

    // The line around an echo: its time counts where the echo has none.
    private void Line(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_refused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("data"u8)) Container(ref cursor, text, 5, Data);
            else if (key.SequenceEqual("timestamp"u8)) Vary(ref cursor, text, _echoHasTime ? LineShape.Value.Any : LineShape.Value.Time);
            else if (IsFixed(key)) cursor.SkipValue();
            else Vary(ref cursor, text, LineShape.Value.Any);
        }
    }

    private void Data(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_refused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("message"u8)) Echo(ref cursor, text);
            else if (key.SequenceEqual("type"u8)) cursor.SkipValue();
            else Vary(ref cursor, text, LineShape.Value.Any);
        }
    }

    private void Echo(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        var lineHasTime = HasSeen(LineShape.Value.Time);
        Container(ref cursor, text, 6, Envelope);
        _echoHasTime = !lineHasTime && HasSeen(LineShape.Value.Time);
    }

    private void Envelope(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_refused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("message"u8)) Container(ref cursor, text, 0, Message);
            else if (key.SequenceEqual("timestamp"u8)) Vary(ref cursor, text, LineShape.Value.Time);
            else if (key.SequenceEqual("requestId"u8)) Vary(ref cursor, text, LineShape.Value.Request);
            else if (key.SequenceEqual("data"u8) || key.SequenceEqual("costUSD"u8)) _refused = true;
            else if (IsFixed(key)) cursor.SkipValue();
            else Vary(ref cursor, text, LineShape.Value.Any);
        }
    }

    private static bool IsFixed(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("type"u8) || key.SequenceEqual("isSidechain"u8) || key.SequenceEqual("sessionId"u8) ||
        key.SequenceEqual("cwd"u8) || key.SequenceEqual("gitBranch"u8) || key.SequenceEqual("version"u8) ||
        key.SequenceEqual("userType"u8) || key.SequenceEqual("entrypoint"u8);

    private void Message(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_refused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("usage"u8)) Container(ref cursor, text, 1, Usage);
            else if (key.SequenceEqual("id"u8)) Vary(ref cursor, text, LineShape.Value.Id);
            else if (key.SequenceEqual("model"u8) || key.SequenceEqual("type"u8) || key.SequenceEqual("role"u8)) cursor.SkipValue();
            else Vary(ref cursor, text, LineShape.Value.Any);
        }
    }

    private void Usage(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_refused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("input_tokens"u8)) Vary(ref cursor, text, LineShape.Value.Input);
            else if (key.SequenceEqual("output_tokens"u8)) Vary(ref cursor, text, LineShape.Value.Output);
            else if (key.SequenceEqual("cache_read_input_tokens"u8)) Vary(ref cursor, text, LineShape.Value.CacheRead);
            else if (key.SequenceEqual("cache_creation_input_tokens"u8)) Vary(ref cursor, text, LineShape.Value.CacheCreation);
            else if (key.SequenceEqual("cache_creation"u8)) Container(ref cursor, text, 2, CacheCreation);
            else if (key.SequenceEqual("server_tool_use"u8)) Container(ref cursor, text, 3, ServerTools);
            else if (key.SequenceEqual("iterations"u8)) Iterations(ref cursor, text);
            else if (key.SequenceEqual("speed"u8) || key.SequenceEqual("service_tier"u8) || key.SequenceEqual("inference_geo"u8)) cursor.SkipValue();
            else Vary(ref cursor, text, LineShape.Value.Any);
        }
    }

    private void CacheCreation(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_refused && cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("ephemeral_5m_input_tokens"u8)) Vary(ref cursor, text, LineShape.Value.CacheWrite5m);
            else if (key.SequenceEqual("ephemeral_1h_input_tokens"u8)) Vary(ref cursor, text, LineShape.Value.CacheWrite1h);
            else Vary(ref cursor, text, LineShape.Value.Any);
        }
    }

    private void ServerTools(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_refused && cursor.NextKey(out var key))
        {
            Vary(ref cursor, text, key.SequenceEqual("web_search_requests"u8) ? LineShape.Value.WebSearches : LineShape.Value.Any);
        }
    }

    // An iteration may be a response of its own by its type, so its type must be fixed and must not be that of an advisor.
    private void Iterations(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        See(4);
        if (cursor.ValueStart == 'n')
        {
            cursor.SkipValue();
            return;
        }

        if (!cursor.EnterArray())
        {
            _refused = true;
            return;
        }

        while (!_refused && cursor.NextElement())
        {
            if (!cursor.EnterObject())
            {
                _refused = true;
                return;
            }

            var isMessage = false;
            while (!_refused && cursor.NextKey(out var key))
            {
                if (key.SequenceEqual("type"u8)) isMessage = cursor.ReadString(out var type) && type.SequenceEqual("message"u8);
                else Vary(ref cursor, text, LineShape.Value.Any);
            }

            _refused |= !isMessage;
        }
    }

    private void Container(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, int number, Part part)
    {
        See(number);
        if (cursor.EnterObject()) part(ref cursor, text);
        else _refused = true;
    }

    // A value that varies: the fixed bytes before it end here. Counts that are none, texts with escapes and keys met twice
    // are left to the full walk.
    private void Vary(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, LineShape.Value value)
    {
        _shape.Add(text[_from..cursor.ValueOffset], value);
        if (value != LineShape.Value.Any) See(FirstValue + (int)value);
        switch (value)
        {
            case LineShape.Value.Id or LineShape.Value.Request or LineShape.Value.Time:
                _refused |= !cursor.ReadString(out var raw) || raw.Contains((byte)'\\');
                break;
            case >= LineShape.Value.Input and <= LineShape.Value.WebSearches:
                cursor.ReadCount(out var isCount);
                _refused |= !isCount;
                break;
            default:
                cursor.SkipValue();
                break;
        }

        _from = cursor.ValueEnd;
    }

    private bool HasSeen(LineShape.Value value) => (_seen & (1UL << (FirstValue + (int)value))) != 0;

    private void See(int number)
    {
        _refused |= (_seen & (1UL << number)) != 0;
        _seen |= 1UL << number;
    }

    private delegate void Part(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text);
}
