namespace Scim.Bus.Testing;

/// <summary>How a service ended when it was asked to.</summary>
/// <param name="ExitCode">Its exit code; 128 + n after death by signal n.</param>
/// <param name="WasKilled">It did not end in time and had to be killed.</param>
/// <param name="Took">From the request to the end.</param>
public sealed record ServiceExit(int ExitCode, bool WasKilled, TimeSpan Took)
{
    /// <summary>It ended by itself, in time and without an error.</summary>
    public bool IsClean => ExitCode == 0 && !WasKilled;
}
