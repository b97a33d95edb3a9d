using System.Diagnostics;

namespace Toktrack.Scanner.Tests.History;

/// <summary>A disk that is full, at every level from nothing left to enough: the report is right, and the ledger is as before or after.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public void Run_DiskFullAtAnyLevel_KeepsTheOldLedgerAndReports() => OnSmallDisk((home, fill, step) =>
    {
        for (var i = 0; i < 100; i++) home.Append("a", LogLines.Random(new Random(i)));
        home.Run();
        var before = home.Content();
        for (var i = 0; i < 100; i++) home.Append("b", LogLines.Random(new Random(1000 + i)));
        fill();
        var outcome = home.Run();
        LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()), $"step {step}");
        if (!outcome.IsSaved) outcome.Warnings.Should().ContainSingle();
        return before;
    });

    /// <summary>As above in the first run, which writes to the file itself.</summary>
    [Fact]
    public void Run_DiskFullInTheFirstRunAtAnyLevel_ReportsAndBeginsAnew() => OnSmallDisk((home, fill, step) =>
    {
        for (var i = 0; i < 200; i++) home.Append("a", LogLines.Random(new Random(i)));
        fill();
        var outcome = step % 2 == 0 ? home.Run() : home.RunAndCloseBehind();
        LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()), $"step {step}");
        outcome.Warnings.Should().HaveCountLessThanOrEqualTo(1);
        return [];
    });

    private static void OnSmallDisk(Func<LedgerHome, Action, int, List<string>> run)
    {
        var mount = Directory.CreateTempSubdirectory("toktrack-full-").FullName;
        if (!OperatingSystem.IsLinux() || Shell("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mount) != 0) return;
        try
        {
            var steps = Amount.Of(8, 128);
            for (var step = 0; step < steps; step++)
            {
                var folder = Path.Combine(mount, "h");
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
                using var home = new LedgerHome(folder);
                var filler = Path.Combine(mount, "filler");
                var leave = step * 4096L * 32 / steps * 2;
                var before = run(home, () => Fill(filler, leave), step);
                File.Delete(filler);
                var now = home.Content();
                (now.SequenceEqual(before) || now.SequenceEqual(LedgerHome.Canonical(home.Oracle()))).Should().BeTrue($"step {step}");
                home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
            }
        }
        finally
        {
            Shell("umount", mount);
            Directory.Delete(mount);
        }
    }

    private static void Fill(string path, long leave)
    {
        var drive = new DriveInfo(Path.GetDirectoryName(path)!);
        var size = Math.Max(0, drive.AvailableFreeSpace - leave);
        File.WriteAllBytes(path, new byte[size]);
    }

    private static int Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
