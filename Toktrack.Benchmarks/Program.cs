using System.CommandLine;
using BenchmarkDotNet.Running;
using Toktrack.Benchmarks.Corpus;

if (args is ["corpus" or "--help" or "-h", ..])
{
    return new RootCommand("Benchmarks of toktrack. Without a command: the BenchmarkDotNet suites.") { CorpusCommand.Create() }
        .Parse(args).Invoke();
}

BenchmarkSwitcher.FromAssembly(typeof(CorpusCommand).Assembly).Run(args);
return 0;
