using BenchmarkDotNet.Parameters;

namespace Toktrack.Benchmarks.Suites;

/// <summary>A suite whose operations read a known number of bytes.</summary>
public interface ISpeedSuite
{
    /// <summary>Bytes one operation reads.</summary>
    long BytesOf(ParameterInstances parameters);
}
