namespace Toktrack.Tool.Rendering;

/// <summary>What a cell means, for its colour.</summary>
internal enum Tone
{
    /// <summary>Plain text.</summary>
    Plain,

    /// <summary>What the row is about.</summary>
    Key,

    /// <summary>Secondary text.</summary>
    Quiet,

    /// <summary>Money.</summary>
    Money,
}
