using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>The parts of one row while slots are summed: every slot goes to exactly one part, and the row is their sum.</summary>
/// <param name="first">Number of the row's key.</param>
/// <param name="second">Number of its second key.</param>
internal sealed class RowSum(int first, int second)
{
    // Rows with more parts than a glance takes in find them by number.
    private const int FewParts = 8;

    private int _number;
    private UsageSum? _sum;
    private List<(int Number, UsageSum Sum)>? _more;
    private Dictionary<int, UsageSum>? _byNumber;

    public int First => first;

    public int Second => second;

    public int PartCount => (_sum is null ? 0 : 1) + (_more?.Count ?? 0);

    /// <summary>A part and the number of its key, in the order they came.</summary>
    public (int Number, UsageSum Sum) PartAt(int index) => index == 0 ? (_number, _sum!) : _more![index - 1];

    /// <summary>The part with a number, new where there is none.</summary>
    public UsageSum PartOf(int number)
    {
        // Most rows have one part.
        if (_sum is null) (_number, _sum) = (number, new());
        return number == _number ? _sum : MorePartOf(number);
    }

    /// <summary>The sum of all parts.</summary>
    public UsageSum Total(NameTable names)
    {
        if (PartCount == 1) return _sum!;
        var total = new UsageSum();
        for (var i = 0; i < PartCount; i++) total.Add(PartAt(i).Sum, names);
        return total;
    }

    private UsageSum MorePartOf(int number)
    {
        var more = _more ??= new(1);
        if (_byNumber is not null && _byNumber.TryGetValue(number, out var known)) return known;
        if (_byNumber is null)
        {
            foreach (ref readonly var part in CollectionsMarshal.AsSpan(more))
            {
                if (part.Number == number) return part.Sum;
            }
        }

        var sum = new UsageSum();
        more.Add((number, sum));
        if (more.Count > FewParts) _byNumber ??= more.ToDictionary(p => p.Number, p => p.Sum);
        _byNumber?.TryAdd(number, sum);
        return sum;
    }
}
