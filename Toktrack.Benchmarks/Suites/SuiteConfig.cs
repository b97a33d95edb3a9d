using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;

namespace Toktrack.Benchmarks.Suites;

/// <summary>What every suite shows beside times: MB/s and allocated bytes.</summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        AddColumn(new SpeedColumn());
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
