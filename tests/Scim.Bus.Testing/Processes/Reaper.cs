using System.Diagnostics;

namespace Scim.Bus.Testing;

/// <summary>
/// Ends what this test host started if the host itself is killed and cannot clean up: processes die, folders go.
/// </summary>
/// <remarks>
/// It is a shell that reads what to watch from a pipe. When the host dies, however that happens, the operating
/// system closes the pipe, and the shell does its work. (PR_SET_PDEATHSIG would follow the thread that started the
/// child, not the process.) On Windows there is no shell to rely on, and nothing is watched.
/// </remarks>
internal static class Reaper
{
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP
        cd /
        while read -r verb target; do
          case $verb in
            watch) set -- "$@" "$target" ;;
            release)
              left=$#
              while [ "$left" -gt 0 ]; do
                candidate=$1; shift; left=$((left - 1))
                [ "$candidate" = "$target" ] || set -- "$@" "$candidate"
              done ;;
          esac
        done
        for target; do case $target in process:*) kill -9 "${target#process:}" ;; esac; done
        for attempt in 1 2 3; do
          for target; do case $target in folder:*) rm -rf "${target#folder:}" ;; esac; done
          sleep 1
        done
        """;

    private static readonly Lock Gate = new();
    private static StreamWriter? _pipe;

    public static void Watch(ReaperTarget target) => Tell("watch", target);

    public static void Release(ReaperTarget target) => Tell("release", target);

    private static void Tell(string verb, ReaperTarget target)
    {
        if (OperatingSystem.IsWindows()) return;
        lock (Gate)
        {
            _pipe ??= StartShell();
            _pipe.WriteLine($"{verb} {target}");
        }
    }

    private static StreamWriter StartShell()
    {
        // In a session of its own, where there is setsid: it then survives a kill of the host's whole process group.
        const string setsid = "/usr/bin/setsid";
        var start = File.Exists(setsid)
            ? new ProcessStartInfo(setsid, ["/bin/sh", "-c", Script])
            : new ProcessStartInfo("/bin/sh", ["-c", Script]);
        start.RedirectStandardInput = true;
        var shell = Process.Start(start)!;
        shell.StandardInput.AutoFlush = true;
        return shell.StandardInput;
    }
}

/// <summary>Something that must not outlive the test host.</summary>
internal readonly record struct ReaperTarget
{
    private readonly string _line;

    private ReaperTarget(string line) => _line = line;

    public static ReaperTarget Process(int id) => new(FormattableString.Invariant($"process:{id}"));

    public static ReaperTarget Folder(string path) => new($"folder:{path}");

    public override string ToString() => _line;
}
