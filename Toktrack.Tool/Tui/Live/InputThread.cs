using Toktrack.Tool.Tui.Input;
using Toktrack.Tool.Tui.Session;

namespace Toktrack.Tool.Tui.Live;

/// <summary>Reads keys as they come. A lone escape is the Escape key when nothing follows within a moment.</summary>
internal sealed class InputThread
{
    private const int EscapeMilliseconds = 40;

    private readonly ITerminalDevice _device;
    private readonly EventQueue _events;
    private readonly InputDecoder _decoder = new();

    public InputThread(ITerminalDevice device, EventQueue events) => (_device, _events) = (device, events);

    public void Start() => new Thread(Run) { IsBackground = true, Name = "keys" }.Start();

    private void Run()
    {
        var buffer = new byte[1024];
        while (true)
        {
            var read = _device.Read(buffer, _decoder.IsPending ? EscapeMilliseconds : -1);
            if (read < 0)
            {
                _events.Post(new(LoopEventKind.Closed));
                return;
            }

            foreach (var input in read == 0 ? _decoder.Flush() : _decoder.Decode(buffer.AsSpan(0, read)))
            {
                _events.Post(new(LoopEventKind.Input, input));
            }
        }
    }
}
