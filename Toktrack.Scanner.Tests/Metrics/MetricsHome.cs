using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Tool;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>Runs <c>toktrack metrics</c> on given usage with a ledger folder of its own, so that marks live from run to run.</summary>
internal sealed class MetricsHome : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public string MarksFile => _folder.Combine("ledger", "metrics.json");

    public Dictionary<string, string> Variables { get; } = [];

    public IUsageLoader? Loader { get; init; }

    public string Path(string name) => _folder.Combine(name);

    public ToolRun Tool(UsageSnapshot snapshot)
    {
        Directory.CreateDirectory(_folder.Combine("ledger"));
        return new ToolRun { Snapshot = snapshot, Loader = Loader, Variables = new(Variables) { ["TOKTRACK_HOME"] = _folder.Combine("ledger") } };
    }

    public List<PrometheusSample> Metrics(UsageSnapshot snapshot, params string[] args) => PrometheusParser.Parse(Tool(snapshot).Output(["metrics", .. args]));

    public void Dispose() => _folder.Dispose();
}
