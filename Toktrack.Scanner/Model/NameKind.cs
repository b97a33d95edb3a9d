namespace Toktrack.Scanner.Model;

/// <summary>What a name in the dictionary names. Values are stored in the ledger and never change.</summary>
public enum NameKind : byte
{
    /// <summary>No kind; the kind of name 0.</summary>
    None = 0,

    /// <summary>A model as the log writes it.</summary>
    Model = 1,

    /// <summary>A project: the whole path of a folder.</summary>
    Project = 2,

    /// <summary>A session: the CLI's own id.</summary>
    Session = 3,

    /// <summary>A git branch.</summary>
    Branch = 4,

    /// <summary>A log file: its whole path.</summary>
    File = 5,

    /// <summary>A machine of a team. Never in a ledger.</summary>
    Machine = 6,

    /// <summary>A person of a team. Never in a ledger.</summary>
    Person = 7,
}
