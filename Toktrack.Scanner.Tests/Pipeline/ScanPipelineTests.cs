using System.Text;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests.Pipeline;

public sealed class ScanPipelineTests
{
    [Fact]
    public async Task Run_OneWorkerWithMoreRecordsThanBatchesUnderway_DoesNotWaitForItself()
    {
        const int Lines = 40_000;
        using var home = new TemporaryFolder();
        var log = new StringBuilder();
        for (var i = 0; i < Lines; i++) log.Append($"{{\"timestamp\":\"2026-01-24T16:20:51Z\",\"message\":{{\"id\":\"m{i}\",\"usage\":{{\"output_tokens\":1}}}}}}\n");
        home.Write("projects/p/log.jsonl", log.ToString());
        var environment = Scans.Environment(home.Combine("nowhere"), ("CLAUDE_CONFIG_DIR", home.Path));

        var scan = Task.Run(() => Scans.Run(environment, new ScanOptions { Threads = 1 }));
        (await Task.WhenAny(scan, Task.Delay(TimeSpan.FromMinutes(1)))).Should().BeSameAs(scan, "one thread must not wait for itself");

        (await scan).Snapshot.Slots.Sum(s => s.Requests).Should().Be(Lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Run_TheMergerFails_EndsAndTells(int threads)
    {
        using var home = new TemporaryFolder();
        for (var i = 0; i < 50; i++) home.Write($"projects/p/{i}.jsonl", $"{{\"timestamp\":\"2026-01-24T16:20:51Z\",\"message\":{{\"id\":\"m{i}\",\"usage\":{{\"output_tokens\":1}}}}}}\n");
        var files = new List<LogFile>();
        SourceCatalog.Get(SourceId.ClaudeCode).Locate(Scans.Environment(home.Combine("nowhere"), ("CLAUDE_CONFIG_DIR", home.Path)), files, new());
        files.Should().HaveCount(50);
        var pipeline = new ScanPipeline(new() { Threads = threads }, new(), new()) { BytesPerWorker = 1 };

        pipeline.Invoking(p => p.Run([.. files.Select(f => new PlannedRead(f))], new Failing())).Should().Throw<InvalidOperationException>().WithMessage("*no room*");
        pipeline.Workers.Should().Be(threads);
    }

    private sealed class Failing : IRecordSink
    {
        public void Add(in UsageRecord record) => throw new InvalidDataException("no room");
    }
}
