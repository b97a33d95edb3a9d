using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>A collector on this machine that takes OTLP metrics over gRPC (HTTP/2 without TLS) and HTTP, each on a port of its own.</summary>
internal sealed class OtlpCollector : IDisposable
{
    private readonly WebApplication _server;
    private readonly string[] _addresses;

    public OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _server = builder.Build();
        _server.Run(ServeAsync);
        _server.StartAsync().Wait();
        _addresses = [.. _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
    }

    /// <summary>Bodies without gRPC's frame, and the headers that came with them.</summary>
    public List<(string Path, byte[] Body, Dictionary<string, string> Headers)> Requests { get; } = [];

    /// <summary>The status of every HTTP answer.</summary>
    public int Status { get; set; } = 200;

    /// <summary>The status and message of every gRPC answer.</summary>
    public (int Status, string Message) Grpc { get; set; }

    /// <summary>The body of every answer: an ExportMetricsServiceResponse.</summary>
    public byte[] Answer { get; set; } = [];

    public string AddressOf(string protocol) => _addresses[protocol == "grpc" ? 0 : 1];

    /// <summary>The points of the last request.</summary>
    public List<OtlpPoint> Points => [.. OtlpPoint.Decode(Requests[^1].Body)];

    public void Dispose()
    {
        _server.StopAsync().Wait();
        ((IDisposable)_server).Dispose();
    }

    private async Task ServeAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var isGrpc = http.Request.ContentType == "application/grpc";
        if (isGrpc)
        {
            if (body[0] != 0 || BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)) != body.Length - 5) throw new FormatException("gRPC's frame is wrong.");
            body = body[5..];
        }

        lock (Requests) Requests.Add((http.Request.Path, body, http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString())));
        http.Response.StatusCode = Status;
        http.Response.ContentType = isGrpc ? "application/grpc" : "application/x-protobuf";
        if (Status != 200) return;
        if (isGrpc)
        {
            http.Response.DeclareTrailer("grpc-status");
            var frame = new byte[5];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), Answer.Length);
            if (Grpc.Status == 0) await http.Response.Body.WriteAsync(frame);
        }

        if (Grpc.Status == 0) await http.Response.Body.WriteAsync(Answer);
        if (!isGrpc) return;
        http.Response.AppendTrailer("grpc-status", Grpc.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (Grpc.Status != 0) http.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(Grpc.Message));
    }
}
