using MeasuredProcess = Toktrack.Benchmarks.Compare.ChildProcess;

namespace Toktrack.Scanner.Tests.Benchmarks;

/// <summary>What the comparison says of a program is the program's own.</summary>
public sealed class ChildProcessTests : IDisposable
{
    private static readonly Dictionary<string, string> s_environment = new() { ["PATH"] = "/usr/bin:/bin", ["WORD"] = "two words" };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_FromALargeProcess_TellsTheChildsOwnPeak()
    {
        if (!OperatingSystem.IsLinux()) return;
        var ballast = new byte[300 << 20];
        for (var i = 0; i < ballast.Length; i += 4096) ballast[i] = 1;
        Run("/bin/true").PeakMegabytes.Should().BeLessThan(20).And.BePositive();
        Run("/bin/sh", "-c", "x=$(head -c 60000000 /dev/zero | tr '\\0' a); : ${#x}").PeakMegabytes.Should().BeInRange(57, 290);
        GC.KeepAlive(ballast);
    }

    [Fact]
    public void Run_Program_GetsArgumentsAndEnvironmentAndItsOutputIsKept()
    {
        if (!OperatingSystem.IsLinux()) return;
        Run("/bin/sh", "-c", "printf '%s|' \"$WORD\" \"$@\"; echo lost >&2; cat", "x", "a b", "", "c'd\"e$f");
        File.ReadAllText(_folder.Combine("out put")).Should().Be("two words|a b||c'd\"e$f|");
    }

    [Fact]
    public void Run_TimeAndProcessorTime_AreToldApart()
    {
        if (!OperatingSystem.IsLinux()) return;
        var waiting = Run("/bin/sleep", "0.3");
        waiting.Seconds.Should().BeGreaterThanOrEqualTo(0.29);
        waiting.CpuSeconds.Should().BeLessThan(0.25);
        Run("/bin/sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done").CpuSeconds.Should().BeGreaterThan(0.01);
    }

    [Theory]
    [InlineData("/nowhere/program", "could not be started")]
    [InlineData("/bin/false", "ended with status 1")]
    public void Run_ProgramThatFails_IsTold(string program, string message)
    {
        if (!OperatingSystem.IsLinux()) return;
        var run = () => Run(program);
        run.Should().Throw<InvalidOperationException>().WithMessage($"*{program}*{message}*");
    }

    public void Dispose() => _folder.Dispose();

    private Toktrack.Benchmarks.Compare.Measurement Run(string program, params string[] arguments) =>
        MeasuredProcess.Run(program, arguments, s_environment, _folder.Combine("out put"));
}
