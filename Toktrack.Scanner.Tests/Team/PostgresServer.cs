using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Toktrack.Tool.Team;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>A PostgreSQL server: a private one in a temporary folder, or the one the environment names.</summary>
internal sealed class PostgresServer : IDisposable
{
    private static readonly string? s_given = Environment.GetEnvironmentVariable("TOKTRACK_TEST_POSTGRES") is { Length: > 0 } url ? url : null;
    private static readonly string? s_programs = FindPrograms();
    private static readonly Lazy<PostgresServer> s_shared = new(() =>
    {
        if (s_given is not null) return new(null, s_given);
        var server = Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    private readonly string? _folder;
    private readonly string _url;
    private readonly bool _mounted;

    private PostgresServer(string? folder, string url, bool mounted = false) => (_folder, _url, _mounted) = (folder, url, mounted);

    public static bool CanStart => s_programs is not null && !OperatingSystem.IsWindows();

    public static bool IsReachable => s_given is not null || CanStart;

    /// <summary>The server of all tests that leave it alone.</summary>
    public static PostgresServer Shared => s_shared.Value;

    public int Port => DatabaseUrl.Parse(_url).Settings.Port;

    /// <summary>Starts a server of the test's own.</summary>
    /// <param name="megabytes">The size of its disk; null for that of the machine's.</param>
    public static PostgresServer Start(int? megabytes = null)
    {
        var folder = Directory.CreateTempSubdirectory("toktrack-pg-").FullName;
        if (megabytes is { } size) Run("mount", "-t", "tmpfs", "-o", $"size={size}m", "tmpfs", folder).Should().Be(0);
        if (Environment.UserName == "root") Run("chown", "postgres", folder);
        RunAsServer("initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync").Should().Be(0);
        File.WriteAllText(folder + "/data/pg_hba.conf", "local all all trust\nhost all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
        var port = FreePort();
        // A commit that was told must outlive Kill, so synchronous_commit stays on; the machine itself does not crash.
        File.AppendAllText(folder + "/data/postgresql.conf",
            $"\nport={port}\nlisten_addresses='127.0.0.1'\nunix_socket_directories='{folder}'\nfsync=off\nshared_buffers=64MB\nmax_connections=100\n" +
            (megabytes is null ? "" : "max_wal_size=32MB\nmin_wal_size=32MB\n"));
        var server = new PostgresServer(folder, $"postgres://postgres@127.0.0.1:{port}/postgres", megabytes is not null);
        server.Resume();
        return server;
    }

    /// <summary>Starts it again, after <see cref="Kill"/>.</summary>
    public void Resume() => RunAsServer("pg_ctl", "-D", _folder + "/data", "-l", _folder + "/log", "-w", "-s", "-t", "120", "start")
        .Should().Be(0, "the server's log ends with {0}", File.Exists(_folder + "/log") ? string.Join('\n', File.ReadLines(_folder + "/log").TakeLast(20)) : "nothing");

    /// <summary>Ends it as a crash does.</summary>
    public void Kill() => RunAsServer("pg_ctl", "-D", _folder + "/data", "-m", "immediate", "-w", "-s", "stop");

    /// <summary>The URL of a database, as a user of it.</summary>
    public string Url(string database, string user = "postgres", string more = "")
    {
        var settings = DatabaseUrl.Parse(_url).Settings;
        if (_folder is not null) return $"postgres://{user}@127.0.0.1:{Port}/{database}{more}";
        return $"Host={settings.Host};Port={settings.Port};Username={(user == "postgres" ? settings.Username : user)};Password={settings.Password};Database={database}";
    }

    /// <summary>A new, empty database; returns its URL.</summary>
    public string CreateDatabase()
    {
        var name = "t" + Guid.NewGuid().ToString("N")[..12];
        using var connection = TeamDatabase.Open(DatabaseUrl.Parse(_url));
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        create.ExecuteNonQuery();
        return Url(name);
    }

    /// <summary>Fills the disk but for some bytes.</summary>
    public void Fill(long leave)
    {
        using var filler = File.Create(_folder + "/filler");
        var buffer = new byte[64 * 1024];
        for (var left = new DriveInfo(_folder!).AvailableFreeSpace - leave; left > 0; left -= buffer.Length) filler.Write(buffer);
    }

    /// <summary>Makes room again.</summary>
    public void Unfill() => File.Delete(_folder + "/filler");

    public static string DatabaseOf(string url) => DatabaseUrl.Parse(url).Settings.Database!;

    public void Dispose()
    {
        if (_folder is null) return;
        // One shell does it all: the host of the tests may be ended before it is done, and the shell goes on.
        var stop = AsServer("pg_ctl", "-D", _folder + "/data", "-m", "immediate", "-s", "stop");
        Run("/bin/sh", ["-c", $"folder=$1; shift; \"$@\"; {(_mounted ? "umount \"$folder\"; " : "")}rm -rf \"$folder\"", "sh", _folder, .. stop]);
    }

    private static string? FindPrograms()
    {
        string[] roots = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(f => f, StringComparer.Ordinal).Select(f => f + "/bin")]
            : [];
        return roots.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(f => File.Exists(f + "/initdb") && File.Exists(f + "/pg_ctl"));
    }

    // Not one the system gives to clients: while the server is down, somebody's connection could take it.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 30_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }

    private static int RunAsServer(string program, params string[] args)
    {
        var command = AsServer(program, args);
        return Run(command[0], command[1..]);
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsServer(string program, params string[] args) =>
        Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", s_programs + "/" + program, .. args] : [s_programs + "/" + program, .. args];

    private static int Run(string program, params string[] args)
    {
        // The server inherits what it is started with: it must not hold a pipe of ours open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", program, .. args]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
