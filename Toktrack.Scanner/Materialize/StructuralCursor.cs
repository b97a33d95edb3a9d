// Stage 2: a pull cursor over the structural index. It validates everything it passes, so an object it has walked to its
// end is JSON; and it never recurses: what is skipped is walked with one bit of memory per level of nesting. The index
// is built in pieces as the cursor goes, so a line of any length needs the same few kilobytes.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>Walks one JSON object by its structure and gives out the values that are asked for.</summary>
/// <remarks>
/// After any failure <see cref="Failed"/> is true and every further call returns false. Use: <see cref="Start"/>, then
/// <see cref="NextKey"/> and one of the value methods in turn until it returns false.
/// </remarks>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal ref struct StructuralCursor<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly StructuralIndexBuffer _buffer;
    private readonly int[] _index;
    private StructuralState _state;
    private int _count;
    private int _next;
    private int _indexed;
    private int _firstError = int.MaxValue;
    private int _at;
    private byte _current;
    private bool _first;

    /// <summary>Creates a cursor over <paramref name="text"/>, behind whose end at least 64 bytes must be readable.</summary>
    public StructuralCursor(ReadOnlySpan<byte> text, StructuralIndexBuffer buffer)
    {
        _text = text;
        _buffer = buffer;
        _index = buffer.Positions;
    }

    /// <summary>True after something that is not JSON.</summary>
    public bool Failed { get; private set; }

    /// <summary>Position just behind the last structural character passed.</summary>
    public readonly int End => _at + 1;

    /// <summary>True when the object that <see cref="Start"/> entered has been walked to its end without an error.</summary>
    public readonly bool Succeeded => !Failed && _firstError >= End;

    /// <summary>The first byte of the current value: <c>{ [ "</c>, or the first of a number or literal.</summary>
    public readonly byte ValueStart => _current;

    /// <summary>Position of the first byte of the current value; valid until it is passed.</summary>
    public readonly int ValueOffset => _at;

    /// <summary>Position behind the value passed last, a number or literal included.</summary>
    public readonly int ValueEnd => _current is (byte)'"' or (byte)'}' or (byte)']' ? End : _at + JsonScalar.Length(_text[_at..]);

    /// <summary>Enters the object the text begins with; false when it begins with something else.</summary>
    public bool Start()
    {
        if (Next() != '{') return Fail();
        _first = true;
        return true;
    }

    /// <summary>Moves to the next key of the object entered last; false at its end, or after a failure.</summary>
    /// <param name="key">The key without quotes, its escapes resolved; valid until the next call.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool NextKey(out ReadOnlySpan<byte> key)
    {
        key = default;
        var c = Next();
        if (c == '}')
        {
            _first = false;
            return false;
        }

        if (!_first)
        {
            if (c != ',') return Fail();
            c = Next();
        }

        _first = false;
        if (c != '"') return Fail();
        var open = _at + 1;
        if (Next() != '"') return Fail();
        key = _text[open.._at];
        if (_state.HasEscapedLetters) key = _buffer.Unescape(key);
        if (Next() != ':') return Fail();
        Next();
        return !Failed;
    }

    /// <summary>Enters the current value if it is an object, else skips it and returns false.</summary>
    public bool EnterObject() => Enter((byte)'{');

    /// <summary>Enters the current value if it is an array, else skips it and returns false.</summary>
    public bool EnterArray() => Enter((byte)'[');

    /// <summary>Moves to the next element of the array entered last; false at its end, or after a failure.</summary>
    public bool NextElement()
    {
        var c = Next();
        if (c == ']')
        {
            // Only right after the opening bracket or an element; "[1,]" is refused when its comma asks for a value.
            _first = false;
            return false;
        }

        if (!_first)
        {
            if (c != ',') return Fail();
            Next();
        }

        _first = false;
        return !Failed;
    }

    /// <summary>The current value as a string, escapes not resolved; anything else is skipped.</summary>
    public bool ReadString(out ReadOnlySpan<byte> raw)
    {
        raw = default;
        if (_current != '"')
        {
            SkipValue();
            return false;
        }

        var open = _at + 1;
        if (Next() != '"') return Fail();
        raw = _text[open.._at];
        return true;
    }

    /// <summary>The current number or literal as it stands; a string, object or array is skipped and gives nothing.</summary>
    public bool ReadScalar(out ReadOnlySpan<byte> raw)
    {
        raw = default;
        var isScalar = _current is not ((byte)'"' or (byte)'{' or (byte)'[');
        var start = _at;
        if (!SkipValue() || !isScalar) return false;
        raw = _text.Slice(start, JsonScalar.Length(_text[start..]));
        return true;
    }

    /// <summary>
    /// The current value as a count: a whole number of zero or more. Any other value is passed and gives 0, with
    /// <paramref name="isCount"/> false.
    /// </summary>
    public long ReadCount(out bool isCount)
    {
        // Nearly always a few digits and a comma: read and check them in one go.
        var text = _text[_at..];
        var value = 0L;
        var digits = 0;
        while (digits < text.Length && digits < 18 && (uint)(text[digits] - '0') <= 9) value = (value * 10) + (text[digits++] - '0');
        isCount = true;
        if (digits > 0 && digits < text.Length && text[digits] is (byte)',' or (byte)'}' && (digits == 1 || text[0] != '0')) return value;
        isCount = ReadScalar(out var raw) && Utf8Number.TryCount(raw, out value);
        return isCount ? value : 0;
    }

    /// <summary>Passes the current value, checking that it is JSON.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool SkipValue()
    {
        if (_current == '"') return Next() == '"' || Fail();
        if (_current is not ((byte)'{' or (byte)'[')) return CheckScalar();

        _buffer.DeepNesting.Clear();
        var nesting = default(NestingStack);
        while (true)
        {
            var isObject = _current == '{';
            nesting.Push(isObject, _buffer);
            var c = Next();
            if (c != (isObject ? '}' : ']'))
            {
                if (!PassElement(isObject, c)) return Fail();
                if (_current is (byte)'{' or (byte)'[') continue;
                c = Next();
            }

            // Behind an element or an empty container: close the levels that end here, then pass the next element.
            while (true)
            {
                if (c == (nesting.IsObject ? '}' : ']'))
                {
                    nesting.Pop(_buffer);
                    if (nesting.Depth == 0) return !Failed;
                    c = Next();
                    continue;
                }

                if (c != ',' || !PassElement(nesting.IsObject, Next())) return Fail();
                if (_current is (byte)'{' or (byte)'[') break;
                c = Next();
            }
        }
    }

    // Passes an object's key and colon, and the element's value unless it opens a container; c is its first character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PassElement(bool isObject, byte c)
    {
        if (isObject)
        {
            if (c != '"' || Next() != '"' || Next() != ':') return false;
            c = Next();
        }

        return c switch
        {
            (byte)'"' => Next() == '"',
            (byte)'{' or (byte)'[' => true,
            _ => CheckScalar(),
        };
    }

    private bool Enter(byte opening)
    {
        if (_current != opening)
        {
            SkipValue();
            return false;
        }

        _first = true;
        return true;
    }

    private bool CheckScalar() => JsonScalar.IsValid(_text[_at..]) || Fail();

    private bool Fail()
    {
        Failed = true;
        _current = 0;
        return false;
    }

    // The next structural character, or 0 at the end of the text, which no caller expects.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Next()
    {
        if (_next == _count && !Refill()) return _current = 0;
        _at = _index[_next++];
        return _current = Unsafe.Add(ref MemoryMarshal.GetReference(_text), _at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refill()
    {
        _next = 0;
        _count = 0;
        while (!Failed && _count == 0 && _indexed < _text.Length)
        {
            _count = StructuralIndexer<TBlock>.Index(
                ref MemoryMarshal.GetReference(_text), _text.Length, ref _indexed, ref _state, _index, ref _firstError);
        }

        return _count > 0 || Fail();
    }
}
