using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>A page of the provisioning log, of the tenant or of one user.</summary>
public sealed record LogModel
{
    /// <summary>The page's lines, the newest first, with names in place of ids.</summary>
    public required IReadOnlyList<LogLine> Lines { get; init; }

    /// <summary>The outcome that lines must have; empty for all.</summary>
    public required string Outcome { get; init; }

    /// <summary>Path of the page that shows the log.</summary>
    public required string Path { get; init; }

    /// <summary>The user whose log it is; null for the tenant's.</summary>
    public UserId? User { get; init; }

    public string? First { get; init; }

    public string? Next { get; init; }
}

/// <summary>A line of the provisioning log.</summary>
/// <param name="Item">The line as it is stored.</param>
/// <param name="Detail">What happened, with names in place of ids.</param>
/// <param name="Person">Name of the person; null if it is not known.</param>
public sealed record LogLine(TimelineItem Item, string Detail, string? Person);
