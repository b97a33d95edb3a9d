namespace Toktrack.Scanner.History;

/// <summary>Where a day comes from of which only sums are known. Values are stored in the ledger and never change.</summary>
internal enum KeptOrigin : byte
{
    /// <summary>
    /// Our own daily summaries, after the ledger was lost. What they hold beyond the records known now is shown, so that no
    /// total falls and nothing that is read again counts twice.
    /// </summary>
    Restored = 1,

    /// <summary>The Rust toktrack's summaries, which count by other rules: shown only for days without any records of our own.</summary>
    Earlier = 2,
}
