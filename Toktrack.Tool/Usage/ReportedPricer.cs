using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Tool.Usage;

/// <summary>Knows no prices: only costs the logs report; everything else is unpriced.</summary>
internal sealed class ReportedPricer : ISlotPricer
{
    private const decimal NanoDollars = 1_000_000_000m;

    public SlotCost CostOf(in UsageSlot slot, NameTable names, CostMode mode) =>
        slot.PriceClass.IsReported && mode != CostMode.Calculate
            ? new(slot.ReportedCost / NanoDollars, 0)
            : new(0, mode == CostMode.Reported ? 0 : slot.Tokens.Total);
}
