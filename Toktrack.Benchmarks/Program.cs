using System.CommandLine;
using BenchmarkDotNet.Running;
using Toktrack.Benchmarks.Chaos;
using Toktrack.Benchmarks.Compare;
using Toktrack.Benchmarks.Corpus;
using Toktrack.Benchmarks.Fuzz;
using Toktrack.Benchmarks.History;
using Toktrack.Benchmarks.PriceBook;
using Toktrack.Benchmarks.Team;

if (args is ["pricebook", ..]) return PriceBookCommand.Run(args.AsSpan(1));
if (args is ["corpus" or "compare" or "acceptance" or "warm" or "faults" or "fuzz" or "chaos" or "team" or "--help" or "-h", ..])
{
    return new RootCommand("Benchmarks of toktrack. Without a command: the BenchmarkDotNet suites.")
        {
            CorpusCommand.Create(), CompareCommand.Create(), AcceptanceCommand.Create(), WarmCommand.Create(), FaultsCommand.Create(), FuzzCommand.Create(), ChaosCommand.Create(), TeamCommand.Create(),
        }
        .Parse(args).Invoke();
}

BenchmarkSwitcher.FromAssembly(typeof(CorpusCommand).Assembly).Run(args);
return 0;
