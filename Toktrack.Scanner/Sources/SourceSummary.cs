using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Sources;

/// <summary>What there is of one CLI: its folders and files now, and what is known of its usage.</summary>
/// <param name="Source">The CLI.</param>
/// <param name="Folders">The folders it is looked for in, whether they exist or not, in order.</param>
/// <param name="Files">Log files found.</param>
/// <param name="Bytes">Their length in bytes.</param>
/// <param name="Requests">Responses known, those of logs that are gone included.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="First">Time of the first response, UTC ticks; 0 where there is none.</param>
/// <param name="Last">Time of the last response, UTC ticks; 0 where there is none.</param>
public sealed record SourceSummary(
    IUsageSource Source, IReadOnlyList<SourceFolder> Folders, int Files, long Bytes, long Requests, TokenCounts Tokens, long First, long Last);
