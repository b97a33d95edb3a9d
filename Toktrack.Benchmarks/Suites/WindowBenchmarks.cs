using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Parameters;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Benchmarks.Suites;

/// <summary>Bringing a file in page cache before a consumer that touches every byte, by size: where mapping starts to pay.</summary>
[Config(typeof(SuiteConfig))]
public class WindowBenchmarks : ISpeedSuite, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"toktrack-window-{Environment.ProcessId}.jsonl");
    private readonly LineWindow _read = new(new ScanOptions { Io = IoMode.Read }, null);
    private readonly LineWindow _map = new(new ScanOptions { Io = IoMode.Map }, null);
    private readonly Touch _touch = new();
    private LogFile? _file;

    [Params(16, 128, 1024, 8 * 1024, 64 * 1024, 256 * 1024)]
    public int Kilobytes { get; set; }

    public long BytesOf(ParameterInstances parameters) => (int)parameters[nameof(Kilobytes)] * 1024L;

    [GlobalSetup]
    public void Setup()
    {
        var line = new byte[1024];
        line.AsSpan().Fill((byte)'x');
        line[^1] = (byte)'\n';
        using (var stream = File.Create(_path))
        {
            for (var i = 0; i < Kilobytes; i++) stream.Write(line);
        }

        _file = new(SourceId.ClaudeCode, _path, Kilobytes * 1024L, 0);
    }

    [Benchmark(Baseline = true)]
    public long Read()
    {
        _read.Read(ReadRequest.Whole(_file!), _touch);
        return _touch.Feeds;
    }

    [Benchmark]
    public long Map()
    {
        _map.Read(ReadRequest.Whole(_file!), _touch);
        return _touch.Feeds;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        File.Delete(_path);
        GC.SuppressFinalize(this);
    }

    private sealed class Touch : IWindowConsumer
    {
        public long Feeds { get; private set; }

        public void Lines(ReadOnlySpan<byte> lines, long offset) => Feeds += lines.Count((byte)'\n');

        public void Remainder(ReadOnlySpan<byte> bytes, long offset) => Feeds += bytes.Count((byte)'\n');

        public void Overlong(long offset, long length)
        {
        }
    }
}
