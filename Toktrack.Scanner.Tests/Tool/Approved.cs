namespace Toktrack.Scanner.Tests.Tool;

/// <summary>
/// Compares output with an approved file in <c>Tool/Expected</c>. With <c>TOKTRACK_APPROVE=1</c> the output becomes the approved
/// one: read the difference before committing it.
/// </summary>
internal static class Approved
{
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("TOKTRACK_APPROVE") == "1") File.WriteAllText(path, actual);
        File.Exists(path).Should().BeTrue($"{path} is the approved output");
        actual.Should().Be(File.ReadAllText(path));
    }

    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Toktrack.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("Toktrack.sln is not above the test assembly.");
    }

    private static string Folder() => Directory.CreateDirectory(Path.Combine(Root(), "Toktrack.Scanner.Tests", "Tool", "Expected")).FullName;
}
