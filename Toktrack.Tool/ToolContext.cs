using System.Text;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Configuration;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool;

/// <summary>
/// The world a command runs in: streams, environment, clock, usage. Tests pass their own; no command asks the process.
/// </summary>
internal sealed class ToolContext : IDisposable
{
    private SourceEnvironment _environment = null!;

    /// <summary>Takes the report and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Takes progress, warnings and notes.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input as bytes.</summary>
    public required Func<Stream> In { get; init; }

    /// <summary>True when <see cref="Out"/> is a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True when <see cref="Error"/> is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>True when <see cref="In"/> is a terminal.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>The terminal's width in cells, or null where it is not known.</summary>
    public Func<int?> TerminalWidth { get; init; } = () => null;

    /// <summary>Home, environment variables and extra log folders.</summary>
    public required SourceEnvironment Environment
    {
        get => _environment;
        init => _environment = value;
    }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where usage comes from.</summary>
    public IUsageLoader Loader { get; init; } = new LedgerLoader();

    /// <summary>Ledgers that are closed while a report is shown; whoever runs a command waits for them at its end.</summary>
    public LedgerClosing Closing { get; } = new();

    /// <summary>Makes what prices usage; called once a command, only where costs are shown.</summary>
    public Func<ToolContext, ISlotPricer> Pricer { get; init; } = static context => new CostCalculator(context.Prices);

    /// <summary>The price book in use, in one phrase for <c>meta.priceBook</c>.</summary>
    public string? PriceBookName
    {
        get => field ?? Prices.Title;
        init;
    }

    /// <summary>The configuration file given by <c>--config</c>; null for the usual place. Must be set before the configuration is first asked for.</summary>
    public string? ConfigFile { get; set; }

    /// <summary>The configuration, read when first asked for.</summary>
    /// <exception cref="ConfigurationException">It cannot be read or says something without meaning.</exception>
    public ToolConfiguration Configuration
    {
        get => field ??= ReadConfiguration();
        private set;
    }

    /// <summary>Where logs are looked for: <see cref="Environment"/> with the folders of the configuration.</summary>
    public SourceEnvironment LogEnvironment =>
        Configuration.Folders.Count == 0 ? Environment : Environment with { ExtraRoots = Configuration.Folders };

    /// <summary>Where toktrack keeps what it knows.</summary>
    public HistoryHome Home => HistoryHome.Of(Environment);

    /// <summary>The prices: the embedded book, updates, and the configuration's own; read when first asked for.</summary>
    public PriceBook Prices => PricesIfRead ??= ReadPrices();

    /// <summary>The same, null as long as nobody asked for them.</summary>
    public PriceBook? PricesIfRead { get; private set; }

    /// <summary>Set by <c>--offline</c>: no automatic price update.</summary>
    public bool Offline { get; set; }

    /// <summary>Starts toktrack again with other arguments and does not wait for it.</summary>
    public Action<IReadOnlyList<string>> StartInBackground { get; init; } = BackgroundProcess.Start;

    /// <summary>Now, in UTC.</summary>
    public DateTime UtcNow => Clock.GetUtcNow().UtcDateTime;

    /// <summary>The same context in another environment. It shares the streams: dispose only the first one.</summary>
    public ToolContext WithEnvironment(SourceEnvironment environment)
    {
        var inner = (ToolContext)MemberwiseClone();
        inner._environment = environment;
        return inner;
    }

    /// <summary>The context of this process.</summary>
    public static ToolContext OfProcess()
    {
        var utf8 = new UTF8Encoding(false);
        return new()
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, 16 << 10),
            Error = new StreamWriter(Console.OpenStandardError(), utf8, 1 << 10) { AutoFlush = true },
            In = Console.OpenStandardInput,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InIsTerminal = !Console.IsInputRedirected,
            TerminalWidth = static () => Console.IsOutputRedirected ? null : Console.WindowWidth,
            Environment = SourceEnvironment.OfProcess(),
        };
    }

    /// <summary>Goes on without a configuration, where a command must answer whatever it says.</summary>
    public void IgnoreConfiguration() => Configuration = new();

    private ToolConfiguration ReadConfiguration()
    {
        var configuration = ConfigurationFile.Load(Environment, ConfigFile);
        foreach (var warning in configuration.Warnings) Error.WriteLine("toktrack: " + warning);
        return configuration;
    }

    private PriceBook ReadPrices()
    {
        var book = PriceBook.Load(Home.Prices, Configuration.Pricing.Overrides);
        if (book.UpdatesRefused is { } reason) Error.WriteLine("toktrack: " + TerminalText.Escape(reason));
        return book;
    }

    public void Dispose()
    {
        try
        {
            Out.Flush();
        }
        catch (IOException)
        {
            // Told when the command ended; nothing can be done about it here.
        }
    }
}
