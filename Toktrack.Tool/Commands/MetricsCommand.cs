using System.CommandLine;
using System.Text;
using Toktrack.Tool.Metrics;
using Toktrack.Tool.Metrics.Otlp;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack metrics</c>: usage as counters for Prometheus and OpenTelemetry.</summary>
internal static class MetricsCommand
{
    private const UnixFileMode ForEverybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly Option<string?> s_out = SharedOptions.Text("--out", "FILE", "Replace this file in one step, for the node exporter's textfile collector (name it *.prom)");
    private static readonly Option<string?> s_otlp = Optional("--otlp", "ENDPOINT", "Send to an OpenTelemetry collector (default: OTEL_EXPORTER_OTLP_ENDPOINT, else http://localhost:4317)");
    private static readonly Option<string?> s_protocol = SharedOptions.Text("--otlp-protocol", "PROTOCOL", "grpc or http/protobuf (default: OTEL_EXPORTER_OTLP_PROTOCOL, else grpc)");
    private static readonly Option<string?> s_by = SharedOptions.Text("--by", "project", "Split series by project, too");

    public static void Describe(Command command, ToolContext context)
    {
        foreach (var option in new Option[]
        {
            s_out, s_otlp, s_protocol, s_by, SharedOptions.Source, SharedOptions.Project, SharedOptions.Model,
            SharedOptions.Offline, SharedOptions.Config, SharedOptions.Threads, SharedOptions.Io, SharedOptions.Kernel, SharedOptions.Quiet, SharedOptions.Verbose,
        })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var byProject = OptionReader.ReadWord("--by", parsed.GetValue(s_by), false, [("project", true)]);
        var target = parsed.GetResult(s_otlp) is null ? null : OtlpTarget.Of(parsed.GetValue(s_otlp), parsed.GetValue(s_protocol), context.Environment.Variable);
        if (target is null && parsed.GetValue(s_protocol) is not null) throw new UsageException("--otlp-protocol needs --otlp.");
        var file = parsed.GetValue(s_out);
        var report = new ReportRun(parsed, context);
        var run = new MetricsRun(context, report.Options, byProject || report.Options.Projects.Count > 0);
        var readings = run.Read(report.Load(asksLedger: true));
        if (file is not null) Write(file, PrometheusText.Of(MetricFamilies.Prometheus(readings)));
        else if (target is null) context.Out.Write(PrometheusText.Of(MetricFamilies.Prometheus(readings)));
        if (target is not null) OtlpPush.Send(MetricFamilies.Otlp(readings), target, run.Marks!.Since, run.Marks.Instance, readings.Version);
        return ExitCodes.Success;
    }

    private static void Write(string file, string text)
    {
        try
        {
            WholeFile.Replace(Path.GetFullPath(file), Encoding.UTF8.GetBytes(text), ForEverybody);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The metrics cannot be written to '{TerminalText.Escape(file)}', which is as it was: {TerminalText.Escape(e.Message)}");
        }
    }

    private static Option<string?> Optional(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.ZeroOrOne };
}
