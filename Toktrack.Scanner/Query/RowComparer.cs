namespace Toktrack.Scanner.Query;

/// <summary>Orders rows; of one period the costliest first; ties by name, always ascending, so that equal data give equal output.</summary>
internal sealed class RowComparer(RowOrder order, bool descending) : IComparer<UsageRow>
{
    public List<UsageRow> Sort(List<UsageRow> rows)
    {
        rows.Sort(this);
        return rows;
    }

    public int Compare(UsageRow? x, UsageRow? y)
    {
        if (x is null || y is null) return 0;
        var result = order switch
        {
            RowOrder.Cost => CompareCost(x, y),
            RowOrder.Tokens => x.Tokens.Total.CompareTo(y.Tokens.Total),
            RowOrder.Name => string.CompareOrdinal(x.Name, y.Name),
            _ => CompareDate(x, y),
        };
        if (result != 0) return descending ? -result : result;
        if (order == RowOrder.Date && x.Second.Grouping != Grouping.None) result = -CompareCost(x, y);
        if (result == 0) result = string.CompareOrdinal(x.Name, y.Name);
        if (result == 0) result = string.CompareOrdinal(x.SecondName, y.SecondName);
        return result != 0 ? result : x.Key.Source.CompareTo(y.Key.Source);
    }

    private static int CompareCost(UsageRow x, UsageRow y)
    {
        var result = x.Cost.CompareTo(y.Cost);
        return result != 0 ? result : x.Tokens.Total.CompareTo(y.Tokens.Total);
    }

    // A repeated hour comes once with the summer offset and then with the winter one: UTC tells.
    private static int CompareDate(UsageRow x, UsageRow y) => x.Key.Grouping == Grouping.Period
        ? (x.Key.Start - (x.Key.OffsetMinutes * TimeSpan.TicksPerMinute)).CompareTo(y.Key.Start - (y.Key.OffsetMinutes * TimeSpan.TicksPerMinute))
        : x.Last.CompareTo(y.Last);
}
