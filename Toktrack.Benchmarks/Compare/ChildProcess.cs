// Why through a shell: a process that starts another leaves its own size in the other's peak (the kernel carries the largest
// resident set over an exec, and until then the child is a copy of its parent), and this one is large. The shell is small. It
// forks the program, tells its number and ends; this process adopts the orphan, lets it go and waits for it.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Toktrack.Benchmarks.Compare;

/// <summary>
/// Runs a program once and tells its time, CPU time and peak memory by <c>wait4</c>, because <see cref="Process"/> does not say
/// what a child that has ended has used. Linux only.
/// </summary>
internal static unsafe partial class ChildProcess
{
    private const int Interrupted = 4; // EINTR
    private const int NotExecutable = 126 << 8; // by the shell's convention
    private const int NotFound = 127 << 8;
    private const int CloseOnExec = 0x80000; // O_CLOEXEC: children that others start meanwhile must not hold the pipes
    private const int BecomeSubreaper = 36; // PR_SET_CHILD_SUBREAPER

    // Descriptor 3 holds the program back until its line comes, $0 is the file for its output.
    private const string Script = "(read -r go <&3; exec \"$@\" 3<&- >\"$0\" 2>/dev/null) & echo $!";

    /// <summary>Runs <paramref name="program"/> to its end, its standard output in <paramref name="output"/>, its standard error nowhere.</summary>
    /// <exception cref="InvalidOperationException">It could not be started, or ended with another code than 0.</exception>
    public static Measurement Run(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string output)
    {
        using var memory = new NativeStrings();
        int* go = stackalloc int[2], number = stackalloc int[2];
        if (pipe2(go, CloseOnExec) != 0 || pipe2(number, CloseOnExec) != 0) throw new InvalidOperationException("No pipe is to be had: too many files are open.");
        // Only until the shell has left its child: other orphans of this process are nothing to adopt.
        _ = prctl(BecomeSubreaper, 1, 0, 0, 0);
        var shell = StartShell(memory, [output, program, .. arguments], environment, go, number);
        _ = close(go[0]);
        _ = close(number[1]);
        int status;
        Wait(shell, &status, null);
        _ = prctl(BecomeSubreaper, 0, 0, 0, 0);
        var child = ReadNumber(number[0]);
        _ = close(number[0]);
        if (status != 0 || child <= 0) throw new InvalidOperationException($"/bin/sh could not start {program}.");

        var usage = stackalloc long[18];
        var clock = Stopwatch.GetTimestamp();
        _ = write(go[1], memory.Add("\n"), 1);
        Wait(child, &status, usage);
        var wall = Stopwatch.GetElapsedTime(clock);
        _ = close(go[1]);
        return status switch
        {
            0 => new Measurement(wall.TotalSeconds, usage[0] + usage[1] / 1e6 + usage[2] + usage[3] / 1e6, usage[4] / 1024.0),
            NotExecutable or NotFound => throw new InvalidOperationException($"{program} could not be started. Is the path right, and may it be executed?"),
            _ => throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with status {status >> 8} (signal {status & 127})."),
        };
    }

    private static int StartShell(NativeStrings memory, string[] command, IReadOnlyDictionary<string, string> environment, int* go, int* number)
    {
        var actions = stackalloc byte[512];
        _ = posix_spawn_file_actions_init(actions);
        _ = posix_spawn_file_actions_adddup2(actions, number[1], 1);
        _ = posix_spawn_file_actions_adddup2(actions, go[0], 3);
        int shell;
        var error = posix_spawn(
            &shell, memory.Add("/bin/sh"), actions, null, memory.Add(["sh", "-c", Script, .. command]), memory.Add([.. environment.Select(pair => $"{pair.Key}={pair.Value}")]));
        _ = posix_spawn_file_actions_destroy(actions);
        return error == 0 ? shell : throw new InvalidOperationException($"/bin/sh could not be started (error {error}).");
    }

    private static void Wait(int child, int* status, long* usage)
    {
        while (wait4(child, status, 0, usage) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted) throw new InvalidOperationException($"Process {child} cannot be waited for (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    // A line, not all there is: the program waits with the same pipe for its output.
    private static int ReadNumber(int descriptor)
    {
        var text = stackalloc byte[32];
        var length = 0;
        while (length < 32 && (length == 0 || text[length - 1] != '\n'))
        {
            var more = read(descriptor, text + length, 32 - length);
            if (more <= 0) break;
            length += (int)more;
        }

        return int.TryParse(Encoding.ASCII.GetString(text, length), out var number) ? number : 0;
    }

    [LibraryImport("libc")]
    private static partial int posix_spawn(int* pid, byte* path, byte* actions, void* attributes, byte** argv, byte** envp);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc")]
    private static partial int pipe2(int* ends, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial nint read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc")]
    private static partial nint write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int wait4(int pid, int* status, int options, long* usage);

    // Strings as C wants them, freed together.
    private sealed class NativeStrings : IDisposable
    {
        private readonly List<nint> _blocks = [];

        public byte* Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text + '\0');
            var block = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
            bytes.CopyTo(new Span<byte>(block, bytes.Length));
            _blocks.Add((nint)block);
            return block;
        }

        public byte** Add(string[] texts)
        {
            var block = (byte**)NativeMemory.Alloc((nuint)((texts.Length + 1) * sizeof(byte*)));
            _blocks.Add((nint)block);
            for (var i = 0; i < texts.Length; i++)
            {
                block[i] = Add(texts[i]);
            }

            block[texts.Length] = null;
            return block;
        }

        public void Dispose()
        {
            foreach (var block in _blocks)
            {
                NativeMemory.Free((void*)block);
            }
        }
    }
}
