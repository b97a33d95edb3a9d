using System.Text;
using Toktrack.Scanner.Pipeline;

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
}
