using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>A page of the provisioning log, of the tenant or of one user.</summary>
public sealed record LogModel
{
    /// <summary>The page's entries, the newest first.</summary>
    public required IReadOnlyList<LogEntry> Entries { get; init; }

    /// <summary>What is shown of the log.</summary>
    public required LogQuery Query { get; init; }

    /// <summary>Path of the page that shows the log.</summary>
    public required string Path { get; init; }

    /// <summary>The user whose log it is; null for the tenant's.</summary>
    public UserId? User { get; init; }

    public string? First { get; init; }

    public string? Next { get; init; }
}
