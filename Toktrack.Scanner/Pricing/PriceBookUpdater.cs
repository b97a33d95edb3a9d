using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Toktrack.Scanner.Pricing;

/// <summary>
/// Fetches LiteLLM's table and keeps what it changes in <c>pricing.json</c>. The only thing in toktrack that uses the
/// network, and only when asked. Whatever goes wrong, the kept prices stay as they were.
/// </summary>
public sealed class PriceBookUpdater
{
    /// <summary>Where LiteLLM publishes its table.</summary>
    public const string DefaultUrl = "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json";

    private const int MostRedirects = 5;
    private const int FewestModels = 20;

    /// <summary>The table's address, <c>http</c> or <c>https</c>.</summary>
    public string Url { get; init; } = DefaultUrl;

    /// <summary>Where updates are kept.</summary>
    public required string File { get; init; }

    /// <summary>How long the whole exchange may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest table that is read, after decompression.</summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>Fetches the table; new prices start on the day of <paramref name="utcNow"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was.</exception>
    public async Task<PriceUpdateResult> UpdateAsync(DateTime utcNow, CancellationToken cancellation = default)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return PriceUpdateResult.Failed($"\"{Url}\" is no http or https address of a price table; see pricing.url in the configuration.");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            return await FetchAsync(address, utcNow, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PriceUpdateResult.Failed($"{address.Host} did not answer within {Timeout.TotalSeconds:0.##} s; prices stay as they were. Try again later.");
        }
        catch (HttpRequestException e)
        {
            return PriceUpdateResult.Failed($"{address} could not be fetched: {e.Message} Prices stay as they were.");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return PriceUpdateResult.Failed($"What {address} sent is no price table: {e.Message.TrimEnd('.')}. Prices stay as they were.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PriceUpdateResult.Failed($"The update failed: {e.Message} Prices stay as they were.");
        }
    }

    private async Task<PriceUpdateResult> FetchAsync(Uri address, DateTime utcNow, CancellationToken cancellation)
    {
        var updates = PriceUpdates.Read(File, out var refused);
        if (ReferenceEquals(updates, PriceUpdates.None)) updates = new PriceUpdates();

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        using var response = await SendAsync(client, address, updates.Url == Url ? updates.ETag : null, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            updates.Fetched = utcNow;
            updates.Write(File);
            return new PriceUpdateResult(PriceUpdateOutcome.NotModified, "Nothing changed since the last update.", [], []);
        }

        if (response.Headers.Location is { } target && (int)response.StatusCode is >= 300 and < 400)
        {
            return PriceUpdateResult.Failed($"{address.Host} sends on to {new Uri(address, target).Host}, which was not asked for; prices stay as they were. Set pricing.url if that is where the table lives now.");
        }

        if (!response.IsSuccessStatusCode)
        {
            return PriceUpdateResult.Failed($"{address} answered {(int)response.StatusCode} {response.ReasonPhrase}; prices stay as they were. Check pricing.url.");
        }

        var table = LiteLlmTable.Parse(await ReadAsync(response, cancellation).ConfigureAwait(false), PriceSource.Update);
        if (table.Models.Count < FewestModels) throw new FormatException($"it prices {table.Models.Count} models, and at least {FewestModels} are expected");
        if (table.Refused.Count * 20 > table.Models.Count) throw new FormatException($"the prices of {table.Refused.Count} models make no sense, first {table.Refused[0]}");

        var book = new PriceBook(EmbeddedBook.Load(), updates, PriceOverrides.None);
        var changes = PriceComparison.Apply(table, book, updates, DateOnly.FromDateTime(utcNow));
        updates.Url = Url;
        updates.ETag = response.Headers.ETag?.ToString();
        updates.Fetched = utcNow;
        if (refused is not null) System.IO.File.Move(File, $"{File}.damaged-{utcNow:yyyyMMddHHmmss}", overwrite: true);
        updates.Write(File);

        var message = $"{table.Models.Count} models read, {changes.Count} new or changed prices from {utcNow:yyyy-MM-dd} on, kept in {File}.";
        return new PriceUpdateResult(PriceUpdateOutcome.Updated, message, changes, table.Refused);
    }

    // Redirects are followed on the same host only: the address is the user's choice, and a redirect would be somebody else's.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Uri address, string? etag, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("toktrack", null));
            if (etag is not null && EntityTagHeaderValue.TryParse(etag, out var mark)) request.Headers.IfNoneMatch.Add(mark);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location) return response;

            var target = new Uri(address, location);
            if (target.Scheme != address.Scheme || target.Authority != address.Authority || redirects == MostRedirects) return response;
            response.Dispose();
            address = target;
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > MaxBytes) throw TooLarge();
        var body = new MemoryStream();
        var buffer = new byte[64 << 10];
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBytes) throw TooLarge();
        }

        return body.ToArray();

        FormatException TooLarge() => new($"it is larger than {MaxBytes} bytes");
    }
}
