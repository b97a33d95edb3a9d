using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Metrics;

/// <summary>The marks of one ledger: read, raised and written by one process at a time.</summary>
/// <param name="folder">The folder of the ledger.</param>
internal sealed class MarkStore(string folder)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>The file of the marks.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, "metrics.json");

    /// <summary>Reads the marks, lets <paramref name="raise"/> raise them, and writes them.</summary>
    /// <param name="since">Where counters stood at zero, should there be no marks yet.</param>
    /// <param name="raise">Raises the marks.</param>
    /// <param name="warn">Takes a sentence for the user where marks cannot be kept.</param>
    /// <returns>The marks, raised.</returns>
    /// <exception cref="ToolException">The file is damaged, or another process holds it too long.</exception>
    public HighWaterMarks Update(DateTime since, Action<HighWaterMarks> raise, Action<string> warn)
    {
        FileStream? held = null;
        try
        {
            held = Hold();
        }
        catch (UnauthorizedAccessException)
        {
            // A ledger that may only be read: marks that are there still count.
        }
        catch (DirectoryNotFoundException)
        {
        }

        using (held)
        {
            var marks = MarkFile.Load(Path, since);
            raise(marks);
            try
            {
                MarkFile.Save(Path, marks);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                warn($"{TerminalText.Escape(Path)} cannot be written ({TerminalText.Escape(e.Message)}): a counter may be lower next time.");
            }

            return marks;
        }
    }

    // Held from reading to writing, so that of two runs at once neither writes what the other has already surpassed.
    private FileStream Hold()
    {
        var path = System.IO.Path.Combine(folder, "metrics.lock");
        for (var until = DateTime.UtcNow + s_patience; ; Thread.Sleep(20))
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException)
            {
                if (DateTime.UtcNow > until) throw new ToolException($"Another 'toktrack metrics' holds {TerminalText.Escape(path)} for more than {s_patience.TotalSeconds:0} seconds.");
            }
        }
    }
}
