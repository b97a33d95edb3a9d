namespace Toktrack.Scanner.Tests;

/// <summary>A theory that gives rights away, which only the superuser can; skipped for others and on Windows.</summary>
internal sealed class SuperuserTheoryAttribute : TheoryAttribute
{
    public SuperuserTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) Skip = "Only the superuser of a Linux machine can become somebody else.";
    }
}
