using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Io;

/// <summary>The walk finds what the framework's enumerator finds, however many folders there are and however deep they lie.</summary>
public sealed class FileWalkerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("toktrack-walk-").FullName;

    [Theory]
    [InlineData(3, 40)]
    [InlineData(30, 4)]
    [InlineData(2, 2)]
    public void Walk_ManyOrDeepFolders_FindsEveryLogOnce(int folders, int depth)
    {
        for (var i = 0; i < folders; i++)
        {
            var folder = _root;
            for (var level = 0; level < depth; level++)
            {
                folder = Directory.CreateDirectory(Path.Combine(folder, level == 0 ? $"f{i} ü" : $"d{level}")).FullName;
                File.WriteAllText(Path.Combine(folder, "log.jsonl"), new string('x', (i * 100) + level));
                File.WriteAllText(Path.Combine(folder, "other.txt"), "");
            }
        }

        foreach (var root in new[] { _root, _root + "/" })
        {
            var found = new List<WalkedFile>();
            var diagnostics = new ScanDiagnostics();
            new FileWalker(diagnostics).Walk(root, [".jsonl"], found.Add);
            found.Select(f => (f.Path, f.Length)).Should().BeEquivalentTo(
                Directory.EnumerateFiles(_root, "*.jsonl", SearchOption.AllDirectories).Select(p => (p, new FileInfo(p).Length)));
            found.Should().OnlyContain(f => f.LastWrite == File.GetLastWriteTimeUtc(f.Path).Ticks);
            diagnostics.Total.Should().Be(0);
        }
    }

    [Fact]
    public void Walk_NotRecursive_FindsTheRootsOwn()
    {
        File.WriteAllText(Path.Combine(_root, "a.jsonl"), "");
        Directory.CreateDirectory(Path.Combine(_root, "below"));
        File.WriteAllText(Path.Combine(_root, "below", "b.jsonl"), "");
        var found = new List<WalkedFile>();
        new FileWalker(new()).Walk(_root, [".jsonl"], found.Add, recursive: false);
        found.Should().ContainSingle().Which.Path.Should().Be(Path.Combine(_root, "a.jsonl"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
