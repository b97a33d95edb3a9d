namespace Toktrack.Benchmarks.Compare;

/// <summary>Runs contenders in turn, several rounds, so that all meet the same moods of the machine.</summary>
internal static class Race
{
    /// <summary>Runs <paramref name="rounds"/> rounds; progress goes to standard error.</summary>
    public static List<Standing> Run(IReadOnlyList<Contender> contenders, int rounds, string scratch)
    {
        var runs = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
        var totals = new Dictionary<Contender, long>();
        var output = Path.Combine(scratch, "output.json");
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in contenders.Where(contender => round < contender.MaxRounds))
            {
                Progress($"round {round + 1}/{rounds}: {contender.Name}, {contender.State}");
                runs[contender].Add(contender.Run(output));
                if (contender.Tokens is not null && !totals.ContainsKey(contender))
                {
                    totals[contender] = contender.Tokens(output);
                }
            }
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
