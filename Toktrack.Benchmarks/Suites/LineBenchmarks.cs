using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Parameters;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Structure;

namespace Toktrack.Benchmarks.Suites;

/// <summary>
/// From usage lines to usage records, a thousand realistic lines an operation: the reader of the scanner (lines in their order, so
/// that shapes repeat), a full walk of the structural cursor, and the framework's two ways. Times and bytes allocated are for one line.
/// </summary>
[Config(typeof(SuiteConfig))]
public class LineBenchmarks : ISpeedSuite
{
    private const int Lines = 1000;

    private static readonly Lazy<List<byte[]>> s_lines = new(() => SampleLog.UsageLines(Lines));

    private readonly Counter _sink = new();
    private byte[] _log = [];
    private int _length;
    private IWindowConsumer? _reader;
    private Walk? _walk;

    public long BytesOf(ParameterInstances parameters) => s_lines.Value.Sum(l => l.Length + 1L) / s_lines.Value.Count;

    [GlobalSetup]
    public void Setup()
    {
        var lines = s_lines.Value;
        if (lines.Count != Lines) throw new InvalidOperationException($"The sample holds {lines.Count} usage lines instead of {Lines}.");
        _length = lines.Sum(l => l.Length + 1);
        _log = new byte[_length + LineWindow.Padding];
        var at = 0;
        foreach (var line in lines)
        {
            line.CopyTo(_log, at);
            at += line.Length;
            _log[at++] = (byte)'\n';
        }

        var options = new ScanOptions();
        var context = new ReaderContext(_sink, new NameTable(), new ScanDiagnostics(), options, new LineWindow(options, null));
        _reader = (IWindowConsumer)SourceCatalog.Get(SourceId.ClaudeCode).CreateReader(context);
        _walk = KernelCatalog.Choose(null).Accept(new WalkMaker());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Lines)]
    public long ClaudeReader()
    {
        _reader!.Lines(_log.AsSpan(0, _length), 0);
        return _sink.Tokens;
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int CursorWalk() => _walk!(_log, _length);

    [Benchmark(OperationsPerInvoke = Lines)]
    public long Utf8JsonReader()
    {
        var tokens = 0L;
        foreach (var line in s_lines.Value) tokens += OutputByReader(line);
        return tokens;
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public long JsonDocument()
    {
        var tokens = 0L;
        foreach (var line in s_lines.Value)
        {
            using var document = System.Text.Json.JsonDocument.Parse(line);
            tokens += document.RootElement.GetProperty("message").GetProperty("usage").GetProperty("output_tokens").GetInt64();
        }

        return tokens;
    }

    // The least a reader must do: every token, and the counts of message.usage.
    private static long OutputByReader(byte[] line)
    {
        var reader = new Utf8JsonReader(line);
        var tokens = 0L;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 3) continue;
            if (!reader.ValueTextEquals("output_tokens"u8) && !reader.ValueTextEquals("input_tokens"u8)) continue;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count)) tokens += count;
        }

        return tokens;
    }

    private delegate int Walk(byte[] text, int length);

    private sealed class WalkMaker : IKernelVisitor<Walk>
    {
        public Walk Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock>
        {
            var buffer = new StructuralIndexBuffer();
            return (text, length) =>
            {
                var keys = 0;
                for (var at = 0; at < length;)
                {
                    var cursor = new StructuralCursor<TBlock>(text.AsSpan(at, length - at), buffer);
                    if (!cursor.Start()) throw new InvalidOperationException("A line does not begin with an object.");
                    while (cursor.NextKey(out _))
                    {
                        cursor.SkipValue();
                        keys++;
                    }

                    if (!cursor.Succeeded) throw new InvalidOperationException("A line is not whole.");
                    at += cursor.End + 1;
                }

                return keys;
            };
        }
    }

    private sealed class Counter : IRecordSink
    {
        public long Tokens { get; private set; }

        public void Add(in UsageRecord record) => Tokens += record.Tokens.Output;
    }
}
