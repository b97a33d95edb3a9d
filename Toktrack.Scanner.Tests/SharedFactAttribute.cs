namespace Toktrack.Scanner.Tests;

/// <summary>A fact over shared data: skipped, and reported so, where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedData.Root is null) Skip = "The shared logs are not beside the repository (see TOKTRACK_SHARED).";
    }
}
