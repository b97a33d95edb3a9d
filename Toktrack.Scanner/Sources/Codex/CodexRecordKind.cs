namespace Toktrack.Scanner.Sources.Codex;

/// <summary>The records of a rollout that matter; all others are <see cref="Other"/>.</summary>
internal enum CodexRecordKind
{
    /// <summary>Says nothing of usage.</summary>
    Other,

    /// <summary><c>session_meta</c>: the session, its folder and branch, and where it was forked from.</summary>
    SessionMeta,

    /// <summary><c>turn_context</c>: the model of what follows.</summary>
    TurnContext,

    /// <summary><c>event_msg</c>: counts tokens, or changes the service tier.</summary>
    Event,
}
