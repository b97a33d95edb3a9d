namespace Toktrack.Scanner.Tests;

/// <summary>A theory over shared data: skipped, and reported so, where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (SharedData.Root is null) Skip = "The shared logs are not beside the repository (see TOKTRACK_SHARED).";
    }
}
