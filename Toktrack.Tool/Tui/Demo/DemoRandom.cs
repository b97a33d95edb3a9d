namespace Toktrack.Tool.Tui.Demo;

/// <summary>Numbers that look random and are the same everywhere, for ever (SplitMix64).</summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>At least <paramref name="from"/>, below <paramref name="to"/>.</summary>
    public int Next(int from, int to) => from + (int)(Step() % (ulong)Math.Max(1, to - from));

    /// <summary>True once in <paramref name="of"/> times.</summary>
    public bool Once(int of) => Next(0, of) == 0;

    /// <summary>One of <paramref name="items"/>, the first ones more often.</summary>
    public T Early<T>(IReadOnlyList<T> items) => items[Math.Min(Next(0, items.Count), Next(0, items.Count))];

    private ulong Step()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
