using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Team.Push;

/// <summary>What a push says about who sends, and what it keeps to itself.</summary>
/// <param name="Machine">The name of this machine.</param>
/// <param name="Person">Whose usage it is; empty for nobody's.</param>
/// <param name="Redacted">The kinds of names that are sent as keyed hashes.</param>
/// <param name="Key">The key of these hashes; empty where nothing is redacted.</param>
internal sealed record PushOptions(string Machine, string Person, IReadOnlySet<NameKind> Redacted, byte[] Key);
