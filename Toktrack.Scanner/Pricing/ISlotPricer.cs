using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>Prices slots: all that a query needs to know of prices.</summary>
public interface ISlotPricer
{
    /// <summary>The cost of <paramref name="slot"/> at the prices in force at its time.</summary>
    SlotCost CostOf(in UsageSlot slot, NameTable names, CostMode mode);
}
