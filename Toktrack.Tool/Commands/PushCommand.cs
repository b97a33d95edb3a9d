using System.CommandLine;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Team;
using Toktrack.Tool.Team.Push;
using Toktrack.Tool.Team.Schema;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack push</c>: sends what the ledger has and a team's database lacks.</summary>
internal static class PushCommand
{
    private const int MaxPerson = 200;

    private static readonly (string Word, NameKind Kind)[] s_kinds = [("projects", NameKind.Project), ("branches", NameKind.Branch), ("sessions", NameKind.Session)];

    private static readonly Option<string?> s_to = SharedOptions.Text("--to", "URL|FILE", "The team's PostgreSQL: postgres://user@host/database?sslmode=require, or a file with that on its first line (default: TOKTRACK_DATABASE_URL, or team.url in the configuration)");
    private static readonly Option<string?> s_person = SharedOptions.Text("--person", "NAME", "Whose usage this is, for reports by person (default: team.person in the configuration)");
    private static readonly Option<string?> s_machine = SharedOptions.Text("--machine", "NAME", "What this machine is called (default: team.machine in the configuration, else the ledger's own name)");
    private static readonly Option<string[]> s_redact = SharedOptions.List("--redact", "KINDS", "Send these names as keyed hashes: projects, branches, sessions (separated by commas). Use it from the first push on");
    private static readonly Option<bool> s_schemaOnly = SharedOptions.Flag("--schema-only", "Create or migrate the schema and send nothing; for the owner, where others may only push");
    private static readonly Option<bool> s_ownPrices = SharedOptions.Flag("--own-prices", "Price the team's usage by this machine's pricing.models and pricing.aliases, too");

    public static void Describe(Command command, ToolContext context)
    {
        foreach (var option in new Option[] { s_to, s_person, s_machine, s_redact, s_schemaOnly, s_ownPrices, SharedOptions.Json, SharedOptions.Config, SharedOptions.Quiet }) command.Options.Add(option);
        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var options = OptionReader.Read(parsed, context);
        var url = TeamAddress.Find("--to", parsed.GetValue(s_to), context);
        var redacted = ReadRedacted(parsed.GetValue(s_redact) is { Length: > 0 } given ? given : context.Configuration.Team.Redact);
        var person = (parsed.GetValue(s_person) ?? context.Configuration.Team.Person ?? "").Trim();
        if (person.Length > MaxPerson) throw new UsageException($"--person: expected at most {MaxPerson} characters.");
        if (parsed.GetValue(s_schemaOnly)) return Prepare(url, context);

        // As before a report: the ledger is brought up to date first.
        var usage = context.Loader.Load(context, new([], Quiet: options.Quiet), CancellationToken.None);
        if (!options.Quiet) ScanNotes.Write(usage, options, context.Error);
        try
        {
            using var ledger = LedgerContents.Open(context.Home);
            var machine = parsed.GetValue(s_machine) ?? context.Configuration.Team.Machine ?? ledger.Machine;
            if (!LedgerContents.IsMachineName(machine)) throw new UsageException($"--machine '{TerminalText.Escape(machine)}': expected up to 64 letters, digits, dashes, dots and underscores.");
            var key = redacted.Count > 0 ? RedactionKey.Of(context.Home) : [];
            var prices = new TeamPrices(parsed.GetValue(s_ownPrices) ? context.Prices : PriceBook.Load(context.Home.Prices), parsed.GetValue(s_ownPrices));
            Tell(Push(url, ledger, new(machine, OutgoingNames.Clean(person), redacted, key), prices), machine, url, options, context);
            return ExitCodes.Success;
        }
        catch (HistoryException e)
        {
            throw new ToolException(TerminalText.Escape(e.Message));
        }
    }

    private static int Prepare(DatabaseUrl url, ToolContext context)
    {
        using var connection = TeamDatabase.Open(url);
        try
        {
            var found = SchemaMigrator.Migrate(connection, url);
            context.Out.WriteLine(found == SchemaMigrator.Newest ? $"{url.Place}: the schema has version {found} already." : $"{url.Place}: the schema has version {SchemaMigrator.Newest} now.");
            return ExitCodes.Success;
        }
        catch (Exception e) when (TeamDatabase.IsFailure(e))
        {
            throw TeamDatabase.Explain(e, url, "The schema is as it was.");
        }
    }

    private static PushResult Push(DatabaseUrl url, LedgerContents ledger, PushOptions options, TeamPrices prices)
    {
        const string Rest = "The ledger is untouched; the next push sends the rest.";
        using var connection = TeamDatabase.Open(url, $"Nothing was sent. {Rest}");
        PushRun? run = null;
        try
        {
            SchemaMigrator.Migrate(connection, url);
            run = new(connection, ledger, options);
            return run.Run(prices);
        }
        catch (Exception e) when (TeamDatabase.IsFailure(e))
        {
            var sent = run is null || run.Wanted == 0 ? "Nothing was sent." : $"{NumberText.Full(run.Sent)} of {NumberText.Full(run.Wanted)} days were sent.";
            throw TeamDatabase.Explain(e, url, $"{sent} {Rest}");
        }
    }

    private static void Tell(PushResult result, string machine, DatabaseUrl url, ReportOptions options, ToolContext context)
    {
        if (options.Format == ReportFormat.Json)
        {
            JsonOut.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("machine", machine);
                json.WriteNumber("days", result.Days);
                json.WriteNumber("daysSent", result.Sent);
                json.WriteNumber("records", result.Records);
                json.WriteNumber("added", result.Added);
                json.WriteNumber("replaced", result.Replaced);
                json.WriteEndObject();
            });
        }
        else if (!options.Quiet)
        {
            context.Out.WriteLine(result.Sent == 0
                ? $"{url.Place} has everything of {machine}: {NumberText.Full(result.Days)} days."
                : $"{NumberText.Full(result.Records)} records of {NumberText.Full(result.Sent)} days sent as {machine} to {url.Place}: {NumberText.Full(result.Added)} new, {NumberText.Full(result.Replaced)} fuller than before.");
        }
    }

    private static HashSet<NameKind> ReadRedacted(IReadOnlyList<string>? texts)
    {
        var kinds = new HashSet<NameKind>();
        foreach (var word in (texts ?? []).SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            kinds.Add(OptionReader.ReadWord("--redact", word, NameKind.None, s_kinds));
        }

        return kinds;
    }
}
