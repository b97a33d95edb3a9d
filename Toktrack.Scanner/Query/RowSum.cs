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

    private readonly List<(int Number, UsageSum Sum)> _parts = new(1);
    private Dictionary<int, UsageSum>? _byNumber;

    public int First => first;

    public int Second => second;

    /// <summary>The parts by the numbers of their keys, in the order they came.</summary>
    public IReadOnlyList<(int Number, UsageSum Sum)> Parts => _parts;

    /// <summary>The part with a number, new where there is none.</summary>
    public UsageSum PartOf(int number)
    {
        if (_byNumber is not null && _byNumber.TryGetValue(number, out var known)) return known;
        if (_byNumber is null)
        {
            foreach (ref readonly var part in CollectionsMarshal.AsSpan(_parts))
            {
                if (part.Number == number) return part.Sum;
            }
        }

        var sum = new UsageSum();
        _parts.Add((number, sum));
        if (_parts.Count > FewParts) _byNumber ??= _parts.ToDictionary(p => p.Number, p => p.Sum);
        _byNumber?.TryAdd(number, sum);
        return sum;
    }

    /// <summary>The sum of all parts.</summary>
    public UsageSum Total(NameTable names)
    {
        if (_parts.Count == 1) return _parts[0].Sum;
        var total = new UsageSum();
        foreach (var (_, sum) in _parts) total.Add(sum, names);
        return total;
    }
}
