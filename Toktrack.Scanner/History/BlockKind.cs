namespace Toktrack.Scanner.History;

/// <summary>The tables of the ledger; each holds numbered, checksummed blocks. Values are part of the checksums and never change.</summary>
internal enum BlockKind
{
    /// <summary>One block: what the ledger consists of (<see cref="LedgerRoot"/>).</summary>
    Root = 0,

    /// <summary>What has been read of each log file (<see cref="FileLedger"/>).</summary>
    File = 1,

    /// <summary>Models, projects, sessions and branches (<see cref="LedgerNames"/>).</summary>
    Name = 2,

    /// <summary>Paths of log files, apart from the other names because only merging needs them.</summary>
    Path = 3,

    /// <summary>Records of one source and UTC day (<see cref="DayBlock"/>).</summary>
    Day = 4,

    /// <summary>Their sums by quarter of an hour (<see cref="SlotBlock"/>).</summary>
    Slot = 5,

    /// <summary>Which days hold records of which response (<see cref="GroupIndex"/>).</summary>
    Index = 6,

    /// <summary>Days of which only sums are known (<see cref="KeptDays"/>).</summary>
    Kept = 7,

    /// <summary>Titles of sessions (<see cref="LedgerTitles"/>); its table exists only where titles are stored.</summary>
    Title = 8,
}
