using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Team;

namespace Toktrack.Tool.Options;

/// <summary>What the shared options mean, after defaults from the configuration were applied.</summary>
internal sealed record ReportOptions
{
    public DateOnly? Since { get; init; }
    public DateOnly? Until { get; init; }
    public int? Last { get; init; }
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;
    public IReadOnlyList<SourceId> Sources { get; init; } = [];
    public IReadOnlyList<string> Projects { get; init; } = [];
    public IReadOnlyList<string> Models { get; init; } = [];
    public IReadOnlyList<string> Branches { get; init; } = [];
    public IReadOnlyList<string> Sessions { get; init; } = [];
    public bool Breakdown { get; init; }
    public Grouping By { get; init; }
    public bool? Descending { get; init; }
    public RowOrder? Sort { get; init; }
    public int? Top { get; init; }
    public CostMode Cost { get; init; }
    public bool NoCost { get; init; }
    public ReportFormat Format { get; init; }
    public bool Compact { get; init; }
    public bool? Color { get; init; }
    public int? Width { get; init; }
    public bool Offline { get; init; }
    public string? ConfigFile { get; init; }
    public DatabaseUrl? From { get; init; }
    public bool NoHistory { get; init; }
    public bool Quiet { get; init; }
    public bool Verbose { get; init; }
    public bool MergeWorktrees { get; init; }
    public ScanOptions Scan { get; init; } = new();
    public bool NoTitles { get; init; }

    /// <summary>Today in <see cref="Zone"/>.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The filter these options ask for.</summary>
    public UsageFilter Filter => new() { Sources = Sources, Projects = Projects, Models = Models, Branches = Branches, Sessions = Sessions };
}
