namespace Toktrack.Scanner.Tests.Demo;

/// <summary>An empty folder that plays the home folder and is deleted with its contents.</summary>
public sealed class TemporaryHome : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("toktrack-demo-test-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
