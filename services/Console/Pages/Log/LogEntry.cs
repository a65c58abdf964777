using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>What followed from one request, or from one cause of ours: the lines of one trace.</summary>
public sealed record LogEntry
{
    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, as an admin would say it.</summary>
    public required string Sentence { get; init; }

    public required TimelineOutcome Outcome { get; init; }

    /// <summary>Its first lines, the oldest first.</summary>
    public required IReadOnlyList<LogStep> Steps { get; init; }

    /// <summary>Number of all its lines.</summary>
    public required int StepCount { get; init; }

    /// <summary>The people whom its steps are about.</summary>
    public required IReadOnlyList<LogPerson> People { get; init; }

    public string? TraceId { get; init; }
}

/// <summary>A line of the log as a step.</summary>
/// <param name="Item">The line as it is stored.</param>
/// <param name="After">How long after the first step it happened.</param>
/// <param name="Detail">What happened, with names in place of ids.</param>
/// <param name="Person">Whom it is about; null for nobody.</param>
public sealed record LogStep(TimelineItem Item, TimeSpan After, string Detail, LogPerson? Person);

/// <summary>A person in the log.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Name">Name; null if it is not known.</param>
public sealed record LogPerson(UserId Id, string? Name)
{
    /// <summary>The name, or the end of the id: ids begin with a time, so their ends tell users apart.</summary>
    public string Title => Name ?? $"user …{Id.ToString()[^8..]}";
}
