using System.Text;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Pipeline;

/// <summary>What lies in folders of logs beside good logs: each reported once, nothing else lost, no hang.</summary>
public sealed class OddFileTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public static IEnumerable<object[]> Contents()
    {
        var a = ClaudeLine.Text("a", 1);
        var b = ClaudeLine.Text("b", 2);
        yield return ["nothing", "", 0, 0];
        yield return ["a line feed", "\n", 0, 0];
        yield return ["blank lines", "\n\r\n \t\n\0\n", 0, 0];
        yield return ["a BOM only", "\uFEFF", 0, 0];
        yield return ["a BOM", "\uFEFF" + a + "\n" + b + "\n", 2, 0];
        yield return ["a BOM inside", a + "\n\uFEFF" + b + "\n", 2, 1];
        yield return ["CRLF", a + "\r\n" + b + "\r\n", 2, 0];
        yield return ["lone CRs", a + "\r" + b + "\r", 2, 0];
        yield return ["no final line feed", a + "\n" + b, 2, 0];
        yield return ["half a last line", a + "\n" + b[..^1], 1, 0];
        yield return ["half a line", a + "\n" + b[..^1] + "\n", 1, 1];
        yield return ["NULs before", "\0\0\0" + a + "\n", 1, 0];
        yield return ["NULs behind", a + "\0\0\0\n", 1, 0];
        yield return ["NULs only", new string('\0', 5000), 0, 0];
        yield return ["glued", a + b + "\n", 2, 0];
        yield return ["glued with white space", a + " \t" + b + "\n", 2, 0];
        yield return ["an array", "[" + a + "," + b + "]\n", 0, 1];
        yield return ["prose", "the key \"usage\":{ in a text\n", 0, 1];
        yield return ["no candidates", "not json at all\n{\"x\":\n", 0, 0];
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public void Run_OddContent_ExactCounts(string what, string content, int responses, int malformed)
    {
        foreach (var kernel in Structure.KernelCatalogNames.Supported)
        {
            foreach (var io in new[] { IoMode.Read, IoMode.Map })
            {
                _home.Write("projects/p/x.jsonl", content);
                var outcome = Run(new ScanOptions { Kernel = kernel, Io = io });
                outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(responses, what);
                outcome.Diagnostics.Count(DiagnosticKind.MalformedLine).Should().Be(malformed, what);
            }
        }
    }

    [Fact]
    public void Run_Utf16File_HoldsNothingAndHarmsNothing()
    {
        _home.Write("projects/p/x.jsonl", Encoding.Unicode.GetBytes("\uFEFF" + ClaudeLine.Text("a") + "\n"));
        Good();
        Run(new ScanOptions()).Snapshot.Slots.Sum(s => s.Requests).Should().Be(1);
    }

    [Fact]
    public void Run_TenThousandEmptyFiles_AreNothing()
    {
        Directory.CreateDirectory(_home.Combine("projects", "p"));
        for (var i = 0; i < 10_000; i++) File.Create(_home.Combine("projects", "p", i + ".jsonl")).Dispose();
        Good();
        foreach (var io in new[] { IoMode.Auto, IoMode.Map })
        {
            var outcome = Run(new ScanOptions { Io = io });
            outcome.Statistics.Files.Should().Be(10_001);
            outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(1);
            outcome.Diagnostics.Total.Should().Be(0);
        }
    }

    [Fact]
    public void Run_FolderNamedLikeALog_IsSearchedAndReportedOnce()
    {
        _home.Write("projects/p/x.jsonl/y.jsonl", ClaudeLine.File(ClaudeLine.Text("inside")));
        Good();
        var outcome = Run(new ScanOptions());
        outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(2);
        Reported(outcome, DiagnosticKind.NotAFile).Should().Equal(_home.Combine("projects", "p", "x.jsonl"));
    }

    [Fact]
    public void Run_LinksThatLoopRepeatOrLeadNowhere_EveryFileOnce()
    {
        if (OperatingSystem.IsWindows()) return;
        var good = Good();
        var projects = _home.Combine("projects");
        Directory.CreateSymbolicLink(Path.Combine(projects, "p", "up"), projects);
        Directory.CreateSymbolicLink(Path.Combine(projects, "p", "self"), Path.Combine(projects, "p", "self"));
        Directory.CreateSymbolicLink(Path.Combine(projects, "q"), Path.Combine(projects, "p"));
        File.CreateSymbolicLink(Path.Combine(projects, "again.jsonl"), good);
        File.CreateSymbolicLink(Path.Combine(projects, "dangling.jsonl"), Path.Combine(projects, "gone"));
        File.CreateSymbolicLink(Path.Combine(projects, "loop.jsonl"), Path.Combine(projects, "loop.jsonl"));
        var outcome = Run(new ScanOptions());
        outcome.Statistics.Files.Should().Be(1);
        outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(1);
        Reported(outcome, DiagnosticKind.UnreadableFile).Should().Equal(Path.Combine(projects, "dangling.jsonl"), Path.Combine(projects, "loop.jsonl"));
    }

    [Fact]
    public void Run_PipesAndDevices_AreReportedOnceAndNotOpened()
    {
        if (OperatingSystem.IsWindows()) return;
        Good();
        var projects = _home.Combine("projects");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(projects, "fifo.jsonl")])!) mkfifo.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(projects, "zero.jsonl"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(projects, "null.jsonl"), "/dev/null");
        var outcome = Run(new ScanOptions());
        outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(1);
        Reported(outcome, DiagnosticKind.NotAFile).Should().Equal(["fifo.jsonl", "null.jsonl", "zero.jsonl"], (path, name) => path == Path.Combine(projects, name));
    }

    [Fact]
    public void Run_Socket_IsReportedOnceAndNotOpened()
    {
        if (OperatingSystem.IsWindows()) return;
        Good();
        var path = _home.Combine("projects", "s.jsonl");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, default);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        var outcome = Run(new ScanOptions());
        outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(1);
        Reported(outcome, DiagnosticKind.NotAFile).Should().Equal(path);
    }

    // The runtime cannot name such a file, so it cannot be opened: said once, and the rest is read.
    [Fact]
    public void Run_NamesThatAreNotUtf8_AreReportedOnceAndTheRestIsRead()
    {
        if (!OperatingSystem.IsLinux()) return;
        Good();
        var projects = _home.Combine("projects");
        var script = "cd \"$1\" && cp p/good.jsonl \"$(printf 'bad\\377.jsonl')\" && mkdir \"$(printf 'dir\\300')\" && cp p/good.jsonl \"$(printf 'dir\\300/x.jsonl')\"";
        using (var shell = System.Diagnostics.Process.Start("/bin/sh", ["-c", script, "sh", projects])!) shell.WaitForExit();
        var outcome = Run(new ScanOptions());
        outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(1);
        Reported(outcome, DiagnosticKind.UnreadableFile).Should().Equal(Path.Combine(projects, "bad\uFFFD.jsonl"), Path.Combine(projects, "dir\uFFFD", "x.jsonl"));
    }

    [Fact]
    public void Run_AHundredThousandFiles_AreAllRead()
    {
        const int Folders = 100, Files = 1000;
        for (var folder = 0; folder < Folders; folder++)
        {
            Directory.CreateDirectory(_home.Combine("projects", $"p{folder}"));
            for (var file = 0; file < Files; file++) File.WriteAllBytes(_home.Combine("projects", $"p{folder}", $"{file}.jsonl"), ClaudeLine.File(ClaudeLine.Text($"m{folder}-{file}", 2)));
        }

        var outcome = Run(new ScanOptions());
        outcome.Statistics.Files.Should().Be(Folders * Files);
        outcome.Snapshot.Slots.Sum(s => s.Tokens.Output).Should().Be(2L * Folders * Files);
        outcome.Diagnostics.Total.Should().Be(0);
    }

    [Fact]
    public void Run_FilesThatCannotBeRead_AreReportedOnce()
    {
        if (!OperatingSystem.IsLinux()) return;
        Good();
        var projects = _home.Combine("projects");
        // Opens, and fails at the first read, also for root.
        File.CreateSymbolicLink(Path.Combine(projects, "mem.jsonl"), "/proc/self/mem");
        var locked = _home.Write("projects/locked.jsonl", ClaudeLine.File(ClaudeLine.Text("locked")));
        File.SetUnixFileMode(locked, UnixFileMode.None);
        Directory.CreateDirectory(Path.Combine(projects, "closed"));
        File.SetUnixFileMode(Path.Combine(projects, "closed"), UnixFileMode.None);
        var outcome = Run(new ScanOptions { Io = IoMode.Read });
        var isRoot = Environment.UserName == "root";
        outcome.Snapshot.Slots.Sum(s => s.Requests).Should().Be(isRoot ? 2 : 1);
        string[] expected = isRoot ? ["mem.jsonl"] : ["closed", "locked.jsonl", "mem.jsonl"];
        Reported(outcome, DiagnosticKind.UnreadableFile).Should().Equal(expected, (path, name) => path == Path.Combine(projects, name));
        File.SetUnixFileMode(Path.Combine(projects, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Run_FileGoneBetweenPlanAndRead_IsReportedOnceAndHasNoCheckpoint()
    {
        var diagnostics = new ScanDiagnostics();
        var sink = new RecordList();
        var gone = new LogFile(Scanner.Model.SourceId.ClaudeCode, _home.Combine("gone.jsonl"), 10_000, 0);
        var good = new LogFile(Scanner.Model.SourceId.ClaudeCode, Good(), 10_000, 0);
        var pipeline = new ScanPipeline(new ScanOptions { Threads = 4 }, new(), diagnostics) { PartBytes = 1000, BytesPerWorker = 1 };
        var results = pipeline.Run([new(gone), new(good)], sink);
        results[0].Checkpoint.Should().BeNull();
        results[1].Checkpoint!.Value.Offset.Should().Be(new FileInfo(good.Path).Length);
        sink.Records.Should().HaveCount(1);
        diagnostics.Count(DiagnosticKind.UnreadableFile).Should().Be(1);
    }

    [Fact]
    public void Run_DeepFoldersAndOddNames_AreRead()
    {
        var path = _home.Combine("projects");
        for (var i = 0; i < 300; i++) path = Path.Combine(path, "dd");
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, "a b\n\u001b[31m\u00e9.jsonl"), ClaudeLine.File(ClaudeLine.Text("deep")));
        File.WriteAllBytes(Path.Combine(path, ".hidden.jsonl"), ClaudeLine.File(ClaudeLine.Text("hidden")));
        Run(new ScanOptions()).Snapshot.Slots.Sum(s => s.Requests).Should().Be(2);
    }

    public void Dispose() => _home.Dispose();

    private string Good() => _home.Write("projects/p/good.jsonl", ClaudeLine.File(ClaudeLine.Text("good")));

    private ScanOutcome Run(ScanOptions options) => Scans.Run(Scans.Environment(_home.Combine("nowhere"), ("CLAUDE_CONFIG_DIR", _home.Path)), options);

    private static IEnumerable<string> Reported(ScanOutcome outcome, DiagnosticKind kind) => outcome.Diagnostics.Samples.Where(d => d.Kind == kind).Select(d => d.Path);
}
