// The SDK sees counters that began with this process, and tells nobody why a request failed. Both are set right here, on the
// wire's public format: the requests' start times, and the answers' reasons.

using System.Net;
using System.Net.Http.Headers;

namespace Toktrack.Tool.Metrics.Otlp;

/// <summary>The last station of a request: gives counters their true start, and keeps what the collector says.</summary>
internal sealed class OtlpHandler : DelegatingHandler
{
    private readonly OtlpTarget _target;
    private readonly ulong _since;

    public OtlpHandler(OtlpTarget target, DateTime since)
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = target.Timeout })
    {
        _target = target;
        _since = (ulong)Math.Max(0, (since - DateTime.UnixEpoch).Ticks) * 100;
    }

    /// <summary>Why the last request failed, in one sentence; null when it did not.</summary>
    public string? Failure { get; private set; }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            await GiveStartAsync(request, cancellationToken).ConfigureAwait(false);
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            Failure = await FailureOfAsync(response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (HttpRequestException e)
        {
            Failure = e.InnerException?.Message ?? e.Message;
            throw;
        }
        catch (OperationCanceledException)
        {
            Failure = $"no answer within {_target.Timeout.TotalSeconds:0.#} s";
            throw;
        }
    }

    private async Task GiveStartAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (request.Content is not { } content || content.Headers.ContentEncoding.Count > 0) return;
        var body = await content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        OtlpMessages.SetStart(_target.IsGrpc ? OtlpMessages.WithoutFrame(body) : body, _since);
        var changed = new ByteArrayContent(body);
        foreach (var (name, values) in content.Headers) changed.Headers.TryAddWithoutValidation(name, values);
        request.Content = changed;
    }

    private async Task<string?> FailureOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK) return $"the collector answered with HTTP {(int)response.StatusCode} ({response.ReasonPhrase ?? response.StatusCode.ToString()})";
        if (_target.IsGrpc && GrpcFailure(response.TrailingHeaders) is { } trailing) return trailing;
        if (_target.IsGrpc && GrpcFailure(response.Headers) is { } leading) return leading;
        var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        var (rejected, reason) = OtlpMessages.Rejected(_target.IsGrpc ? OtlpMessages.WithoutFrame(body) : body);
        return rejected == 0 ? null : $"the collector rejected {rejected} points: {reason}";
    }

    private static string? GrpcFailure(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("grpc-status", out var statuses) || statuses.FirstOrDefault() is "0" or null) return null;
        var message = headers.TryGetValues("grpc-message", out var messages) ? Uri.UnescapeDataString(messages.FirstOrDefault() ?? "") : "";
        return $"the collector answered with gRPC status {statuses.First()}{(message.Length == 0 ? "" : $" ({message})")}";
    }
}
