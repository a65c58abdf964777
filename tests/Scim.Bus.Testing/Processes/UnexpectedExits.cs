namespace Scim.Bus.Testing;

/// <summary>
/// Processes that ended although a test still needs them. Whoever waits for something (<see cref="Eventually"/>) looks here, so that a test
/// whose service has crashed fails at once and with the service's last words, instead of when its time is up.
/// </summary>
internal static class UnexpectedExits
{
    private static readonly Lock Gate = new();
    private static readonly List<ChildProcess> Ended = [];

    /// <summary>What is known of the processes that ended, their output included; null if there is none.</summary>
    public static string? Report
    {
        get
        {
            lock (Gate)
            {
                return Ended.Count == 0
                    ? null
                    : string.Join(
                        '\n',
                        Ended.Select(
                            process => $"{process.Name} ended by itself with exit code {process.ExitCode}. Its output:\n{process.Output}"));
            }
        }
    }

    public static void Add(ChildProcess process)
    {
        lock (Gate)
        {
            if (!Ended.Contains(process)) Ended.Add(process);
        }
    }

    public static void Remove(ChildProcess process)
    {
        lock (Gate) Ended.Remove(process);
    }
}
