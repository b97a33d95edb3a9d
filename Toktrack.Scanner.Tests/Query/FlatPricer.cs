using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Tests.Query;

/// <summary>Prices that are easy to check: dollars per million tokens, the same for every model but those named unknown.</summary>
internal sealed class FlatPricer : ISlotPricer
{
    public SlotCost CostOf(in UsageSlot slot, NameTable names, CostMode mode)
    {
        if (mode == CostMode.Reported || (mode == CostMode.Auto && slot.PriceClass.IsReported)) return new(slot.ReportedCost / 1_000_000_000m, 0);
        if (names[slot.Model].Contains("unknown", StringComparison.Ordinal)) return new(0, slot.Tokens.Total);
        var t = slot.Tokens;
        var factor = slot.PriceClass.IsFast ? 6 : 1;
        return new(factor * ((t.Input * 5m) + (t.Output * 25m) + (t.CacheWrite5m * 6.25m) + (t.CacheWrite1h * 10m) + (t.CacheRead * 0.5m)) / 1_000_000m, 0);
    }
}
