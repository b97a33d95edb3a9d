namespace Toktrack.Scanner.Pipeline;

/// <summary>What a run read.</summary>
/// <param name="Files">Log files found.</param>
/// <param name="FilesRead">Of these, opened.</param>
/// <param name="BytesRead">Bytes read.</param>
/// <param name="Records">Usage records found, copies and streamed duplicates included.</param>
/// <param name="Duplicates">Records that stand for a response another record stands for.</param>
/// <param name="Elapsed">Wall time of the scan.</param>
/// <param name="Kernel">The SIMD kernel in use.</param>
/// <param name="Threads">Number of workers.</param>
public sealed record ScanStatistics(
    int Files, int FilesRead, long BytesRead, long Records, long Duplicates, TimeSpan Elapsed, string Kernel, int Threads);
