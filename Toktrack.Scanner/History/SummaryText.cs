using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.History;

/// <summary>What a daily summary should be.</summary>
/// <param name="Source">Whose it is.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Checksum">Its checksum.</param>
internal sealed record SummaryText(IUsageSource Source, byte[] Bytes, ulong Checksum);
