namespace Toktrack.Benchmarks.Compare;

/// <summary>
/// Runs contenders in turn, several rounds, so that all meet the same moods of the machine. Each round but the first has an order
/// of its own: who always came behind the same large program would always find the memory as that one left it (a virtual
/// machine gives freed memory back, and whoever asks for it next waits).
/// </summary>
internal static class Race
{
    /// <summary>Runs <paramref name="rounds"/> rounds; progress goes to standard error.</summary>
    public static List<Standing> Run(IReadOnlyList<Contender> contenders, int rounds, string scratch)
    {
        var runs = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
        var totals = new Dictionary<Contender, long>();
        var output = Path.Combine(scratch, "output.json");
        var order = contenders.ToArray();
        var dice = new Random(1);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in order.Where(contender => round < contender.MaxRounds))
            {
                Progress($"round {round + 1}/{rounds}: {contender.Name}, {contender.State}");
                runs[contender].Add(contender.Run(output));
                if (contender.Tokens is not null && !totals.ContainsKey(contender))
                {
                    totals[contender] = contender.Tokens(output);
                }
            }

            dice.Shuffle(order);
        }

        Progress("");
        return [.. contenders.Select(contender => new Standing(
            contender, Measurement.Median(runs[contender]), runs[contender].Count, totals.TryGetValue(contender, out var tokens) ? tokens : null))];
    }

    private static void Progress(string text)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + text.PadRight(70) + (text.Length == 0 ? "\r" : ""));
        }
    }
}
