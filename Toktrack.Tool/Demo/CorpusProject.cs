using System.Text;

namespace Toktrack.Tool.Demo;

/// <summary>A folder somebody works in.</summary>
internal sealed class CorpusProject
{
    private static readonly string[] s_names =
    [
        "billing-api", "storefront", "ledger-core", "atlas-maps", "design-system", "infra", "mobile-app", "docs-site",
        "ingest-pipeline", "auth-service", "search-index", "report-builder", "notebook", "dotfiles", "feature-flags",
        "webhooks", "payments", "data-catalog", "chat-widget", "release-tools", "cli-kit", "edge-proxy", "photo-sync",
        "recipe-box", "home-automation", "parser-lab", "game-jam", "thesis", "blog", "scheduler",
    ];

    private static readonly string[] s_branches =
    [
        "main", "feat/retry-policy", "fix/flaky-tests", "chore/upgrade-deps", "feat/dark-mode", "perf/index-scan",
        "fix/timezone-rounding", "feat/export-csv", "refactor/split-module", "docs/quickstart", "release/2.4", "spike/wasm",
    ];

    private CorpusProject(string folder, string[] branches) => (Folder, Branches) = (folder, branches);

    /// <summary>The whole path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Its branches, the commonest first.</summary>
    public string[] Branches { get; }

    /// <summary>The folder's name as Claude Code makes it: everything but letters and digits becomes a dash.</summary>
    public string Slug
    {
        get
        {
            var slug = new StringBuilder(Folder);
            return slug.Replace('/', '-').Replace('.', '-').ToString();
        }
    }

    /// <summary>Project number <paramref name="index"/> of a corpus: each has a folder of its own.</summary>
    public static CorpusProject Create(int index, ref CorpusRandom random)
    {
        var name = s_names[index % s_names.Length];
        var round = index / s_names.Length;
        var folder = "/home/dev/src/" + name + (round == 0 ? "" : $"-{round + 1}");
        var branches = new string[random.Between(2, 5)];
        branches[0] = s_branches[0];
        var offset = random.Below(s_branches.Length - 1);
        for (var i = 1; i < branches.Length; i++)
        {
            branches[i] = s_branches[1 + (offset + i) % (s_branches.Length - 1)];
        }

        return new CorpusProject(folder, branches);
    }
}
