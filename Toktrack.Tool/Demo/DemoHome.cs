using Toktrack.Scanner.Sources;

namespace Toktrack.Tool.Demo;

/// <summary>A home folder with generated logs of all CLIs. A temporary one is deleted at the end, whatever ends it.</summary>
internal sealed class DemoHome : IDisposable
{
    // What says how to write to the terminal; nothing that says where logs, settings or the history are.
    private static readonly string[] s_display = ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM", "COLORTERM", "TZ", "LANG", "TOKTRACK_KERNEL"];

    private readonly bool _temporary;

    private DemoHome(string folder, bool temporary)
    {
        (Folder, _temporary) = (folder, temporary);
        if (temporary)
        {
            Console.CancelKeyPress += OnCancel;
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>An environment in which this folder is the home, and nothing of the user's own is seen or written.</summary>
    public SourceEnvironment Environment => new(
        Folder, name => name == "TOKTRACK_HOME" ? Path.Combine(Folder, ".toktrack") : s_display.Contains(name) ? System.Environment.GetEnvironmentVariable(name) : null);

    /// <summary>Makes the folder, at <paramref name="at"/> or a temporary one, and fills it.</summary>
    /// <exception cref="ToolException">Something is already at <paramref name="at"/>.</exception>
    public static DemoHome Create(string? at, bool keep, long size, DateTime now)
    {
        if (at is not null && Directory.Exists(at) && Directory.EnumerateFileSystemEntries(at).Any())
        {
            throw new ToolException($"The folder {at} is not empty. Name a new one, or delete it first.");
        }

        var folder = at is null ? Directory.CreateTempSubdirectory("toktrack-demo-").FullName : Directory.CreateDirectory(at).FullName;
        var home = new DemoHome(folder, temporary: at is null && !keep);
        try
        {
            CorpusGenerator.WriteAll(new CorpusOptions
            {
                Home = folder,
                Size = size,
                Files = (int)Math.Clamp(size / 50_000, 40, 20_000),
                Now = now,
                Days = 120,
                Growth = 1.3,
                TextScale = 0.03,
                OldEraShare = 0.1,
            });
            return home;
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary)
        {
            Console.CancelKeyPress -= OnCancel;
            Delete();
        }
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs e) => Delete();

    private void Delete()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // Left to the system's own cleaning of temporary files.
        }
    }
}
