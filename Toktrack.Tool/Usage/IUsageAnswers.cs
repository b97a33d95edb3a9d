using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Usage;

/// <summary>Usage that stays where it is: for each question the slots that answer it, already summed as far as it allows.</summary>
internal interface IUsageAnswers
{
    /// <summary>Usage over which <see cref="UsageQuery.Run"/> gives what it would give over all of it. All snapshots share one dictionary.</summary>
    /// <exception cref="ToolException">It cannot be had.</exception>
    UsageSnapshot For(UsageQuery query);

    /// <summary>Usage over which <see cref="BillingBlocks.Of"/> gives what it would give over all of it.</summary>
    /// <exception cref="ToolException">It cannot be had.</exception>
    UsageSnapshot ForBlocks(UsageQuery query, TimeSpan length);
}
