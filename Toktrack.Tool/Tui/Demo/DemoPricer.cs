using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>Round prices for made-up usage, so that pictures of it do not change with the price book.</summary>
internal sealed class DemoPricer : ISlotPricer
{
    public SlotCost CostOf(in UsageSlot slot, NameTable names, CostMode mode)
    {
        var (input, output) = names[slot.Model] switch
        {
            "claude-opus-4-5" => (5m, 25m),
            "claude-sonnet-4-5" => (3m, 15m),
            "claude-haiku-4-5" => (1m, 5m),
            "gpt-5-codex" => (1.25m, 10m),
            "gpt-5-mini" => (0.25m, 2m),
            "gemini-2.5-pro" => (1.25m, 10m),
            "glm-4.6" => (0.6m, 2.2m),
            _ => (0m, 0m),
        };
        if (input == 0) return new(0, slot.Tokens.Total);
        var tokens = slot.Tokens;
        var cost = ((tokens.Input + (tokens.CacheWrite5m * 1.25m) + (tokens.CacheWrite1h * 2m) + (tokens.CacheRead * 0.1m)) * input) + (tokens.Output * output);
        return new(cost / 1_000_000, 0);
    }
}
