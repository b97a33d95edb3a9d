using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Toktrack.Scanner.Tests.Pricing;

/// <summary>An HTTP server on this machine that answers each request with bytes of the test's making.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, byte[]?> _answer;

    /// <summary>Starts; <paramref name="answer"/> gets the head of the request and gives the whole response, or null for none.</summary>
    public LoopbackServer(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public List<string> Requests { get; } = [];

    public string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string Url => $"http://{Authority}/prices.json";

    public static byte[] Response(string status, string body, params string[] headers) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n{body}");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0) return;
                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            lock (Requests) Requests.Add(head.ToString());
            if (_answer(head.ToString()) is not { } response)
            {
                await Task.Delay(TimeSpan.FromSeconds(5));
                return;
            }

            await stream.WriteAsync(response);
        }
    }
}
