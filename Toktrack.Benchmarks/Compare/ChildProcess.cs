using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Toktrack.Benchmarks.Compare;

/// <summary>
/// Runs a program once and tells its time, CPU time and peak memory: <c>posix_spawn</c> and <c>wait4</c>, because
/// <see cref="Process"/> does not say what a child that has ended has used. Linux only.
/// </summary>
internal static unsafe partial class ChildProcess
{
    private const int Write = 1 | 0x40 | 0x200; // O_WRONLY | O_CREAT | O_TRUNC

    /// <summary>Runs <paramref name="program"/> to its end, its standard output in <paramref name="output"/>, its standard error nowhere.</summary>
    /// <exception cref="InvalidOperationException">It could not be started, or ended with another code than 0.</exception>
    public static Measurement Run(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string output)
    {
        using var memory = new NativeStrings();
        var actions = stackalloc byte[512];
        _ = posix_spawn_file_actions_init(actions);
        _ = posix_spawn_file_actions_addopen(actions, 1, memory.Add(output), Write, 0x1A4);
        _ = posix_spawn_file_actions_addopen(actions, 2, memory.Add("/dev/null"), Write, 0x1A4);
        var argv = memory.Add([program, .. arguments]);
        var envp = memory.Add([.. environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        var usage = stackalloc long[18];

        var clock = Stopwatch.GetTimestamp();
        int child;
        var error = posix_spawn(&child, memory.Add(program), actions, null, argv, envp);
        if (error != 0)
        {
            throw new InvalidOperationException($"{program} could not be started (error {error}). Is the path right, and may it be executed?");
        }

        int status;
        while (wait4(child, &status, 0, usage) < 0)
        {
        }

        var wall = Stopwatch.GetElapsedTime(clock);
        _ = posix_spawn_file_actions_destroy(actions);
        return status == 0
            ? new Measurement(wall.TotalSeconds, usage[0] + usage[1] / 1e6 + usage[2] + usage[3] / 1e6, usage[4] / 1024.0)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with status {status >> 8} (signal {status & 127}).");
    }

    [LibraryImport("libc")]
    private static partial int posix_spawn(int* pid, byte* path, byte* actions, void* attributes, byte** argv, byte** envp);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc")]
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
