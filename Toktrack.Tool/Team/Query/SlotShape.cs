using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Team.Query;

/// <summary>What slots must be told apart by, beside CLI, model and price class, so that a question's answer stays what it is.</summary>
/// <param name="Project">By project.</param>
/// <param name="Session">By session. Its project and branch are shown with it.</param>
/// <param name="Branch">By branch.</param>
/// <param name="Owner">By person or machine; <see cref="Grouping.None"/> for neither.</param>
internal readonly record struct SlotShape(bool Project, bool Session, bool Branch, Grouping Owner)
{
    /// <summary>The shape a query needs: for its groupings, and for its filters, which are applied to slots once more.</summary>
    public static SlotShape Of(UsageQuery query)
    {
        Grouping[] groupings = [query.By, query.ThenBy, query.Breakdown, .. query.Filter.Within.Select(w => w.Key.Grouping)];
        var session = groupings.Contains(Grouping.Session);
        return new(
            session || groupings.Contains(Grouping.Project) || query.Filter.Projects.Count > 0,
            session || query.Filter.Sessions.Count > 0,
            session || groupings.Contains(Grouping.Branch) || query.Filter.Branches.Count > 0,
            groupings.FirstOrDefault(g => g is Grouping.Person or Grouping.Machine));
    }
}
