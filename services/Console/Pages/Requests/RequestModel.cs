using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Timeline;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>One SCIM request, and what followed from it.</summary>
public sealed record RequestModel
{
    public required ScimRequest Request { get; init; }

    /// <summary>Name of the person whom it is about; null if nobody, or not known.</summary>
    public string? Person { get; init; }

    /// <summary>Lines of the provisioning log that followed, the oldest first, with names in place of ids.</summary>
    public required Optional<IReadOnlyList<RequestStep>> Steps { get; init; }

    /// <summary>Whether the bodies may be asked for.</summary>
    public bool MayReadBodies { get; init; }

    /// <summary>Whether the bodies are shown.</summary>
    public bool HasBodies { get; init; }
}

/// <summary>A step that followed from a request.</summary>
/// <param name="Item">The line of the provisioning log.</param>
/// <param name="Detail">What happened, with names in place of ids.</param>
/// <param name="Person">Name of the person; null if it is not known.</param>
public sealed record RequestStep(TimelineItem Item, string Detail, string? Person);
