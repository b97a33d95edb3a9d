namespace Toktrack.Scanner.Tests.Reference;

/// <summary>
/// Which records are responses, counted once (usage rules, section 1, "Count once"), as a plain function of the set of
/// records. A record is told with the path of its file.
/// </summary>
internal static class PlainClaudeMerge
{
    public static List<(PlainRecord Record, string Path)> Responses(IEnumerable<(PlainRecord Record, string Path)> records)
    {
        var result = new List<(PlainRecord, string)>();
        foreach (var group in records.GroupBy(Identity))
        {
            // "unless main-chain records of that id carry different requestIds: then each requestId is a response"
            var requests = group.Where(r => r.Record.Request.Length > 0 && !r.Record.Sidechain).Select(r => Convert.ToHexString(r.Record.Request)).Distinct().ToList();
            if (requests.Count < 2)
            {
                result.Add(Best(group));
                continue;
            }

            // "a record without requestId, or a sidechain record, belongs to the response of its own requestId if there is one, else to the
            // earliest response": a record that has its own is certain, and the earliest response is decided by those alone.
            var own = requests.ToDictionary(q => q, q => Best(group.Where(r => Convert.ToHexString(r.Record.Request) == q)));
            var earliest = own.Values.OrderBy(r => r.Record.Time).ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Record.Offset).First();
            var others = group.Where(r => !own.ContainsKey(Convert.ToHexString(r.Record.Request)));
            foreach (var response in own.Values) result.Add(response == earliest ? Best([response, .. others]) : response);
        }

        return result;
    }

    // "the record with the larger token sum wins. Equal sums: the earliest by (timestamp, path, offset)"
    private static (PlainRecord Record, string Path) Best(IEnumerable<(PlainRecord Record, string Path)> records) =>
        records.OrderByDescending(r => r.Record.Total).ThenBy(r => r.Record.Time).ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Record.Offset).First();

    private static string Identity((PlainRecord Record, string Path) r) =>
        (r.Record.Id.Length > 0 ? Convert.ToHexString(r.Record.Id) : $"{r.Path} {r.Record.Offset}") + " " + r.Record.Advisor;
}
