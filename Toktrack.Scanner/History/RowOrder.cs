namespace Toktrack.Scanner.History;

/// <summary>The order of rows within a day, so that the same records always make the same bytes.</summary>
internal readonly record struct RowOrder(ulong Time, ulong Group, ulong Variant, bool Sidechain) : IComparable<RowOrder>
{
    public int CompareTo(RowOrder other)
    {
        var order = Time.CompareTo(other.Time);
        if (order == 0) order = Group.CompareTo(other.Group);
        if (order == 0) order = Variant.CompareTo(other.Variant);
        return order == 0 ? Sidechain.CompareTo(other.Sidechain) : order;
    }
}
