using Toktrack.Scanner.Model;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Team.Query;

/// <summary>Usage from a team's database, which stays there: each question fetches its own sums.</summary>
internal sealed class TeamLoader(DatabaseUrl url) : IUsageLoader
{
    public LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation) =>
        new(new(UsageSnapshot.Empty, new(), new(0, 0, 0, 0, 0, TimeSpan.Zero, ScanNotes.NoKernel, 0)), []) { Remote = new TeamAnswers(url, context.Prices) };
}
