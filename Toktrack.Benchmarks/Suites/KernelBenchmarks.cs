using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Parameters;
using Toktrack.Scanner.Structure;

namespace Toktrack.Benchmarks.Suites;

/// <summary>What touches bytes in bulk, by kernel: stage 1 over everything, and the search for candidates.</summary>
[Config(typeof(SuiteConfig))]
public class KernelBenchmarks : ISpeedSuite
{
    private const int Megabytes = 8;

    private byte[] _log = [];
    private int _length;
    private Work? _stage1;
    private Work? _search;

    [ParamsSource(nameof(Kernels))]
    public string Kernel { get; set; } = "scalar";

    public static IEnumerable<string> Kernels => KernelCatalog.Supported.Select(k => k.Name);

    public long BytesOf(ParameterInstances parameters) => Megabytes * 1_000_000L;

    [GlobalSetup]
    public void Setup()
    {
        _log = SampleLog.Padded(Megabytes, out _length);
        _stage1 = KernelCatalog.Get(Kernel).Accept(new Stage1Maker());
        _search = KernelCatalog.Get(Kernel).Accept(new SearchMaker());
    }

    [Benchmark]
    public int Stage1() => _stage1!(_log, _length);

    [Benchmark]
    public int CandidateSearch() => _search!(_log, _length);

    private delegate int Work(byte[] text, int length);

    private sealed class Stage1Maker : IKernelVisitor<Work>
    {
        public Work Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock>
        {
            var index = new int[1024];
            return (text, length) =>
            {
                var state = default(StructuralState);
                var position = 0;
                var error = int.MaxValue;
                var count = 0;
                while (position < length) count += StructuralIndexer<TBlock>.Index(ref text[0], length, ref position, ref state, index, ref error);
                return count;
            };
        }
    }

    private sealed class SearchMaker : IKernelVisitor<Work>
    {
        public Work Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock> => static (text, length) =>
        {
            var span = text.AsSpan(0, length);
            var found = 0;
            for (var at = 0; (at = CandidateFinder<TBlock>.Next(span, at)) >= 0; found++)
            {
                var feed = span[at..].IndexOf((byte)'\n');
                if (feed < 0) break;
                at += feed + 1;
            }

            return found;
        };
    }
}
