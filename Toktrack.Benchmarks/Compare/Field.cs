using System.Text.Json;

namespace Toktrack.Benchmarks.Compare;

/// <summary>Who takes part, and how each is run on a generated home.</summary>
/// <param name="home">The folder that plays the home folder.</param>
/// <param name="scratch">A folder for ledgers, caches and outputs.</param>
internal sealed class Field(string home, string scratch)
{
    private static readonly string[] s_daily = ["daily", "--json", "--timezone", "UTC", "--source", "claude-code"];

    /// <summary>The contenders, in the order they run within a round.</summary>
    public List<Contender> Contenders { get; } = [];

    /// <summary>The limits: reading the bytes, listing the files.</summary>
    public void AddFloors()
    {
        var projects = Path.Combine(home, ".claude", "projects");
        Contenders.Add(new("read the bytes, 256 KiB, 2 threads", "floor", _ => Floor.Read(projects, 2)));
        Contenders.Add(new("list the files", "floor", _ => Floor.Walk(projects)));
    }

    /// <summary>toktrack at <paramref name="program"/>: without a ledger, with an empty one, with a full one.</summary>
    public void AddToktrack(string name, string program, string[] before)
    {
        var ledger = Path.Combine(scratch, "toktrack-" + name.Replace(' ', '-'));
        var environment = Environment(("TOKTRACK_HOME", ledger));
        Contenders.Add(new(name, "no ledger", output => ChildProcess.Run(program, [.. before, .. s_daily, "--no-history"], environment, output), CcusageTotal));
        Contenders.Add(new(name, "cold", output =>
        {
            Delete(ledger);
            return ChildProcess.Run(program, [.. before, .. s_daily], environment, output);
        }, CcusageTotal));
        Contenders.Add(new(name, "warm", output => ChildProcess.Run(program, [.. before, .. s_daily], environment, output), CcusageTotal));
    }

    /// <summary>ccusage keeps nothing between runs.</summary>
    public void AddCcusage(string program) => Contenders.Add(new(
        "ccusage", "every run",
        output => ChildProcess.Run(program, ["claude", "daily", "--json", "--offline"], Environment(("CLAUDE_CONFIG_DIR", Path.Combine(home, ".claude"))), output),
        CcusageTotal, MaxRounds: 3)
    { Difference = "counts each line of responses without requestId, drops glued lines" });

    /// <summary>tokscale keeps a cache.</summary>
    public void AddTokscale(string program)
    {
        var cache = Path.Combine(scratch, "tokscale");
        var environment = Environment(("TOKSCALE_PRICING_CACHE_ONLY", "1"), ("TOKSCALE_CONFIG_DIR", cache));
        string[] arguments = ["graph", "--home", home, "-c", "claude", "--no-spinner"];
        foreach (var cold in new[] { true, false })
        {
            Contenders.Add(new("tokscale", cold ? "cold" : "warm", output =>
            {
                if (cold)
                {
                    Delete(cache);
                }

                Directory.CreateDirectory(cache);
                return ChildProcess.Run(program, arguments, environment, output);
            }, TokscaleTotal, MaxRounds: 3)
            { Difference = "does not read agent_progress" });
        }
    }

    /// <summary>Any other program: <c>NAME=PROGRAM ARGUMENTS</c>, run with HOME set to the corpus and a fresh XDG_CACHE_HOME when cold.</summary>
    public void AddOther(string definition)
    {
        var (name, command) = (definition[..definition.IndexOf('=')], definition[(definition.IndexOf('=') + 1)..]);
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var cache = Path.Combine(scratch, "other-" + name);
        foreach (var cold in new[] { true, false })
        {
            Contenders.Add(new(name, cold ? "cold" : "warm", output =>
            {
                if (cold)
                {
                    Delete(cache);
                    Delete(Path.Combine(home, ".toktrack"));
                }

                return ChildProcess.Run(words[0], words[1..], Environment(("XDG_CACHE_HOME", cache)), output);
            }, MaxRounds: 5));
        }
    }

    private Dictionary<string, string> Environment(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["TZ"] = "UTC",
            ["NO_COLOR"] = "1",
        };
        foreach (var name in new[] { "DOTNET_ROOT", "TOKTRACK_KERNEL" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }

    private static long CcusageTotal(string output) => Json(output, root => root.GetProperty("totals").GetProperty("totalTokens").GetInt64());

    private static long TokscaleTotal(string output) => Json(output, root => root.GetProperty("summary").GetProperty("totalTokens").GetInt64());

    private static long Json(string path, Func<JsonElement, long> read)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return read(document.RootElement);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
