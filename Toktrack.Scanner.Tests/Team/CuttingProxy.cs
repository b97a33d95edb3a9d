using System.Net;
using System.Net.Sockets;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>A way to a server that breaks after a number of bytes have gone to it.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    public CuttingProxy(int target, long bytes)
    {
        _listener.Start();
        _ = Serve(target, bytes);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task Serve(int target, long bytes)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, target, _end.Token);
                await Task.WhenAny(Forward(client.GetStream(), server.GetStream(), bytes), Forward(server.GetStream(), client.GetStream(), long.MaxValue));
                client.LingerState = new(true, 0); // a reset, as when a line is cut
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Forward(NetworkStream from, NetworkStream to, long left)
    {
        var buffer = new byte[8192];
        try
        {
            while (left > 0)
            {
                var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), _end.Token);
                if (read == 0) return;
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
                left -= read;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One side has gone.
        }
    }
}
