namespace Toktrack.Tool.Tui.Live;

/// <summary>
/// Frees what frames leave behind while it is little. Left alone, the collector waits until as much has gathered as the
/// processor's cache holds: 40 MB for a screen that needs one. A young collection of 4 MB takes a fraction of a frame.
/// </summary>
internal struct FrameGarbage
{
    private const long MostBytes = 4 << 20;

    private long _collectedAt;

    /// <summary>To be called between frames, by the thread that draws them.</summary>
    public void Collect()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if (allocated - _collectedAt < MostBytes) return;
        _collectedAt = allocated;
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
    }
}
