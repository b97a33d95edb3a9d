using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>The billing block that holds now.</summary>
/// <param name="Block">The block.</param>
/// <param name="Sum">Usage so far.</param>
/// <param name="Rate">Burn rate; null where it cannot be told yet.</param>
/// <param name="Projection">Where it leads; null without a burn rate.</param>
internal sealed record ActiveBlock(BillingBlock Block, Figures Sum, BurnRate? Rate, BlockProjection? Projection)
{
    /// <summary>Start, UTC.</summary>
    public DateTime Start => new(Block.Start, DateTimeKind.Utc);

    /// <summary>End, UTC.</summary>
    public DateTime End => new(Math.Min(Block.End, DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    /// <summary>The block that holds at <paramref name="utcNow"/>; null for none.</summary>
    public static ActiveBlock? Find(UsageSnapshot snapshot, UsageQuery query, ISlotPricer? pricer, DateTime utcNow)
    {
        var length = BillingBlocks.DefaultLength;
        if (SinceLastPause(snapshot, utcNow.Ticks, length.Ticks) is not { } recent) return null;
        var block = BillingBlocks.Of(recent, query, pricer, length, utcNow.Ticks).LastOrDefault(b => b.IsActive && b.Start <= utcNow.Ticks);
        if (block is null) return null;
        var sum = new Figures { Cost = block.Cost, Tokens = block.Tokens, Requests = block.Requests, Unpriced = block.UnpricedTokens };
        return new(block, sum, block.BurnRate, block.ProjectAt(utcNow.Ticks));
    }

    // Blocks before a pause longer than a block do not change those after it: a few days are enough, unless nobody slept.
    private static UsageSnapshot? SinceLastPause(UsageSnapshot snapshot, long now, long length)
    {
        var from = now - (3 * TimeSpan.TicksPerDay);
        var slots = snapshot.Since(from).Slots.OrderBy(s => s.Start).ToList();
        if (slots.Count == 0) return null;
        var last = 0L;
        var begin = -1;
        for (var i = 0; i < slots.Count; i++)
        {
            if (last > 0 && slots[i].First - last > length + UsageSlot.Ticks) begin = i;
            last = Math.Max(last, slots[i].Last);
        }

        return begin < 0 ? snapshot : snapshot with { Slots = slots[begin..] };
    }
}
