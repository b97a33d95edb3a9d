using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>The answer to a <see cref="UsageQuery"/>.</summary>
/// <param name="Query">The question.</param>
/// <param name="Rows">The rows, ordered and cut as asked.</param>
/// <param name="Totals">The sums over all rows, also those that were cut off; its breakdown covers all of them.</param>
/// <param name="RowCount">Number of rows before the cut.</param>
/// <param name="UnpricedModels">Models with unpriced tokens, by name as shown. Untrusted.</param>
/// <param name="Names">The dictionary that keys refer to.</param>
public sealed record UsageTable(
    UsageQuery Query, IReadOnlyList<UsageRow> Rows, UsageRow Totals, int RowCount, IReadOnlyList<string> UnpricedModels, NameTable Names);
