using System.ComponentModel;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Configuration;

/// <summary>
/// With <c>pricing.autoUpdate</c>: fetches prices after a report is finished, in a process of its own, so that no report ever
/// waits for the network. Without it, nothing here does anything.
/// </summary>
internal static class PriceRefresh
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromHours(1);

    /// <summary>Starts an update if the command used prices, they are older than configured, and none was tried within the hour.</summary>
    public static void StartIfDue(ToolContext context)
    {
        if (context.Offline || context.PricesIfRead is not { } prices || !context.Configuration.Pricing.AutoUpdate) return;
        if (prices.Updates.Fetched is { } fetched && context.UtcNow - fetched < context.Configuration.Pricing.UpdateEvery) return;
        try
        {
            // The time of the last attempt, so that a status line does not start one after every turn.
            var attempt = new FileInfo(context.Home.Prices + ".attempt");
            if (attempt.Exists && (context.UtcNow - attempt.LastWriteTimeUtc).Duration() < s_retryAfter) return;
            if (!Directory.Exists(context.Home.Folder)) PrivateFolder.Create(context.Home.Folder);
            attempt.Delete();
            new FileStream(attempt.FullName, FileMode.CreateNew).Dispose();
            File.SetLastWriteTimeUtc(attempt.FullName, context.UtcNow);
            context.StartInBackground(context.ConfigFile is { } file ? ["pricing", "update", "--quiet", "--config", file] : ["pricing", "update", "--quiet"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // The report is printed; prices stay as they are.
        }
    }
}
