namespace Toktrack.Tool.Tui.Widgets;

/// <summary>Divides values above zero into four steps of equally many, so that one wild day does not pale all others.</summary>
internal readonly struct HeatScale
{
    private readonly decimal _first;
    private readonly decimal _second;
    private readonly decimal _third;

    private HeatScale(decimal first, decimal second, decimal third) => (_first, _second, _third) = (first, second, third);

    public static HeatScale Of(IEnumerable<decimal> values)
    {
        var sorted = values.Where(v => v > 0).Order().ToList();
        if (sorted.Count == 0) return new(0, 0, 0);
        return new(At(0.25), At(0.5), At(0.75));

        decimal At(double share) => sorted[(int)((sorted.Count - 1) * share)];
    }

    /// <summary>0 for nothing, else 1 to 4.</summary>
    public int StepOf(decimal value) => value <= 0 ? 0 : value <= _first ? 1 : value <= _second ? 2 : value <= _third ? 3 : 4;
}
