using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>Everything a person can change about what is shown. Views never change it.</summary>
internal sealed record DashboardState
{
    public DashboardTab Tab { get; init; }

    /// <summary>Length of the rows of the Daily tab.</summary>
    public Period Period { get; init; } = Period.Day;

    public Unit Unit { get; init; }

    public Overlay Overlay { get; init; }

    /// <summary>First line shown of the overlay.</summary>
    public int OverlayScroll { get; init; }

    /// <summary>The part of the usage that is looked into; the last is shown.</summary>
    public IReadOnlyList<RowTarget> Details { get; init; } = [];

    /// <summary>First line shown of a detail.</summary>
    public int DetailScroll { get; init; }

    /// <summary>The selected day of the heat map; null for today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Only rows whose name holds this text are listed.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The filter is being typed.</summary>
    public bool IsFiltering { get; init; }

    /// <summary>One for each tab.</summary>
    public IReadOnlyList<ListState> Lists { get; init; } = new ListState[6];

    public ListState List => Lists[(int)Tab];

    public RowTarget? Detail => Details.Count == 0 ? null : Details[^1];

    public bool HasList => Tab is DashboardTab.Daily or DashboardTab.Models or DashboardTab.Projects or DashboardTab.Sessions;

    /// <summary>What the rows of the current tab stand for.</summary>
    public Grouping Grouping => Tab switch
    {
        DashboardTab.Models => Grouping.Model,
        DashboardTab.Projects => Grouping.Project,
        DashboardTab.Sessions => Grouping.Session,
        _ => Grouping.Period,
    };

    public DashboardState WithList(ListState list)
    {
        var lists = Lists.ToArray();
        lists[(int)Tab] = list;
        return this with { Lists = lists };
    }
}
