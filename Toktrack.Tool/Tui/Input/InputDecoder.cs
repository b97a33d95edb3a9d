using System.Text;

namespace Toktrack.Tool.Tui.Input;

/// <summary>
/// Turns the bytes a terminal sends into events: UTF-8, control keys, CSI and SS3 keys, SGR mouse reports, bracketed
/// paste, and the answer to the question for the background colour. Sequences may arrive in pieces; an unknown one is
/// swallowed whole; no input makes it throw or grow.
/// </summary>
internal sealed class InputDecoder
{
    private const int MaxSequence = 64;

    private readonly List<InputEvent> _events = [];
    private readonly byte[] _sequence = new byte[MaxSequence];
    private int _length;
    private State _state;
    private bool _pasting;
    private bool _alt;

    private enum State
    {
        Ground,
        Escape,
        Csi,
        Ss3,
        String,
        StringEscape,
        Utf8,
    }

    /// <summary>True when bytes of an unfinished sequence wait: call <see cref="Flush"/> when nothing follows soon.</summary>
    public bool IsPending => _state != State.Ground;

    /// <summary>Decodes <paramref name="bytes"/>; the events are valid until the next call.</summary>
    public IReadOnlyList<InputEvent> Decode(ReadOnlySpan<byte> bytes)
    {
        _events.Clear();
        foreach (var b in bytes) Next(b);
        return _events;
    }

    /// <summary>Nothing followed: a lone escape is the Escape key, anything else unfinished is dropped.</summary>
    public IReadOnlyList<InputEvent> Flush()
    {
        _events.Clear();
        if (_state == State.Escape) Emit(InputKind.Escape);
        // A string (an answer of the terminal) may be slow, and its rest must not be taken for keys.
        if (_state is not (State.String or State.StringEscape)) Ground();
        return _events;
    }

    private void Next(byte b)
    {
        switch (_state)
        {
            case State.Ground: AtGround(b); break;
            case State.Escape: AfterEscape(b); break;
            case State.Csi: InCsi(b); break;
            case State.Ss3: Key(b, 1); break;
            case State.Utf8: InUtf8(b); break;
            default: InString(b); break;
        }
    }

    private void AtGround(byte b)
    {
        switch (b)
        {
            case 0x1b: Begin(State.Escape); break;
            case 0x0d or 0x0a: Emit(InputKind.Enter); break;
            case 0x09: Emit(InputKind.Tab); break;
            case 0x7f or 0x08: Emit(InputKind.Backspace); break;
            case < 0x20: EmitCharacter(new Rune((char)(b | 0x60)), control: true); break;
            case < 0x7f: EmitCharacter(new Rune((char)b)); break;
            case >= 0xc2 and <= 0xf4:
                Begin(State.Utf8);
                _sequence[_length++] = b;
                break;
        }
    }

    private void AfterEscape(byte b)
    {
        switch (b)
        {
            case (byte)'[': Begin(State.Csi); break;
            case (byte)'O': Begin(State.Ss3); break;
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X': Begin(State.String); break;
            case 0x1b: Emit(InputKind.Escape); break;
            default:
                _state = State.Ground;
                _alt = true;
                AtGround(b);
                _alt = false;
                break;
        }
    }

    private void InCsi(byte b)
    {
        if (b == 0x1b)
        {
            Begin(State.Escape);
        }
        else if (b is >= 0x40 and <= 0x7e)
        {
            if (_length < MaxSequence) Finish((char)b);
            else Ground();
        }
        else if (b < 0x20 || b > 0x7e)
        {
            Ground();
        }
        else if (_length < MaxSequence)
        {
            _sequence[_length++] = b;
        }
    }

    private void Finish(char final)
    {
        var parameters = _sequence.AsSpan(0, _length);
        Ground();
        if (final is 'M' or 'm' && parameters.StartsWith("<"u8)) Mouse(parameters[1..], final == 'M');
        else if (final == '~') Tilde(Number(parameters, 0), Number(parameters, 1));
        else Key((byte)final, Number(parameters, 1));
    }

    private void Key(byte final, int modifiers)
    {
        _state = State.Ground;
        InputKind? kind = (char)final switch
        {
            'A' => InputKind.Up,
            'B' => InputKind.Down,
            'C' => InputKind.Right,
            'D' => InputKind.Left,
            'H' => InputKind.Home,
            'F' => InputKind.End,
            'Z' => InputKind.BackTab,
            'M' => InputKind.Enter,
            _ => null,
        };
        if (kind is { } known) Emit(known, modifiers);
    }

    private void Tilde(int number, int modifiers)
    {
        if (number is 200 or 201)
        {
            _pasting = number == 200;
            return;
        }

        InputKind? kind = number switch
        {
            1 or 7 => InputKind.Home,
            4 or 8 => InputKind.End,
            3 => InputKind.Delete,
            5 => InputKind.PageUp,
            6 => InputKind.PageDown,
            _ => null,
        };
        if (kind is { } known) Emit(known, modifiers);
    }

    // SGR mouse: button; column; row. Bit 6 is the wheel, bit 5 motion.
    private void Mouse(ReadOnlySpan<byte> parameters, bool pressed)
    {
        int button = Number(parameters, 0), x = Number(parameters, 1) - 1, y = Number(parameters, 2) - 1;
        if (x < 0 || y < 0 || !pressed) return;
        InputKind? kind = (button & ~0x1c) switch
        {
            0 => InputKind.Click,
            64 => InputKind.WheelUp,
            65 => InputKind.WheelDown,
            _ => null,
        };
        if (kind is { } known) _events.Add(new(known, X: x, Y: y));
    }

    private void InString(byte b)
    {
        if (_state == State.StringEscape)
        {
            if (b == (byte)'\\') EndString();
            else
            {
                Begin(State.Escape);
                AfterEscape(b);
            }

            return;
        }

        if (b == 0x07) EndString();
        else if (b == 0x1b) _state = State.StringEscape;
        else if (_length < MaxSequence) _sequence[_length++] = b;
    }

    private void EndString()
    {
        if (TerminalColorReply.TryParse(_sequence.AsSpan(0, _length), out var rgb)) _events.Add(new(InputKind.Background, Value: rgb));
        Ground();
    }

    private void InUtf8(byte b)
    {
        if ((b & 0xc0) != 0x80)
        {
            Ground();
            AtGround(b);
            return;
        }

        _sequence[_length++] = b;
        var status = Rune.DecodeFromUtf8(_sequence.AsSpan(0, _length), out var rune, out _);
        if (status == System.Buffers.OperationStatus.NeedMoreData) return;
        Ground();
        if (status == System.Buffers.OperationStatus.Done) EmitCharacter(rune);
    }

    private void Emit(InputKind kind, int modifiers = 1)
    {
        if (_state == State.Escape) _state = State.Ground;
        var bits = Math.Max(0, modifiers - 1);
        _events.Add(new(kind, Control: (bits & 4) != 0, Alt: _alt || (bits & 2) != 0, Pasted: _pasting));
    }

    private void EmitCharacter(Rune rune, bool control = false) =>
        _events.Add(new(InputKind.Character, rune, control, _alt, Pasted: _pasting));

    private void Begin(State state)
    {
        _state = state;
        _length = 0;
    }

    private void Ground() => Begin(State.Ground);

    private static int Number(ReadOnlySpan<byte> parameters, int index)
    {
        var position = 0;
        foreach (var range in parameters.Split((byte)';'))
        {
            if (position++ != index) continue;
            var value = 0;
            foreach (var b in parameters[range])
            {
                if (b is < (byte)'0' or > (byte)'9') return value;
                value = Math.Min((value * 10) + b - '0', 100_000);
            }

            return value;
        }

        return index == 0 ? 0 : 1;
    }
}
