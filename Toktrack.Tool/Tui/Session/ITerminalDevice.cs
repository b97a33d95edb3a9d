namespace Toktrack.Tool.Tui.Session;

/// <summary>The terminal as a device: raw input, output, size. One for each kind of system, and one for tests.</summary>
internal interface ITerminalDevice
{
    /// <summary>Columns and rows.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Delivers keys as they are pressed and does not echo them.</summary>
    /// <exception cref="IOException">This is no terminal.</exception>
    void EnterRawMode();

    /// <summary>Puts back the settings found by <see cref="EnterRawMode"/>.</summary>
    void LeaveRawMode();

    /// <summary>Writes all of <paramref name="bytes"/>.</summary>
    /// <exception cref="IOException">The terminal is gone.</exception>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Reads what there is, waiting up to <paramref name="milliseconds"/> (-1 for ever): 0 when nothing came, -1 when nothing will come any more.</summary>
    int Read(Span<byte> buffer, int milliseconds);

    /// <summary>Stops the process (with <paramref name="wholeJob"/> all of its job, as the terminal driver does) until it is continued.</summary>
    void Suspend(bool wholeJob);
}
