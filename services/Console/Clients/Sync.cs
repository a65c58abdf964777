using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Clients;

/// <summary>What a sync would change, or changes.</summary>
public sealed record SyncChanges
{
    public IReadOnlyList<SyncChange> Create { get; init; } = [];

    public IReadOnlyList<SyncChange> Change { get; init; } = [];

    public IReadOnlyList<SyncChange> Remove { get; init; } = [];

    public int Unchanged { get; init; }

    /// <summary>False if the tenant is too large for all of it to be compared before the answer.</summary>
    public bool IsComplete { get; init; } = true;

    public Guid? SyncId { get; init; }
}

/// <summary>What a sync does about one user.</summary>
public sealed record SyncChange(string Kind, UserId UserId, string? UserName, IReadOnlyList<string> Fields);

/// <summary>Progress of a sync.</summary>
public sealed record SyncProgress
{
    public Guid SyncId { get; init; }

    public required string State { get; init; }

    public int Create { get; init; }

    public int Change { get; init; }

    public int Remove { get; init; }

    public long Done { get; init; }

    public long Faulted { get; init; }

    public int Total => Create + Change + Remove;

    public bool IsDone => State == "done";
}

/// <summary>The last comparison of directory and accounts.</summary>
public sealed record DriftReport(int Number, bool Running, DateTimeOffset? At, DriftCounts? Counts);

/// <summary>What a comparison found.</summary>
public sealed record DriftCounts(int Compared, int Missing, int Orphaned, int Behind, int Edited);

/// <summary>An account that differs from the directory.</summary>
public sealed record DriftItem(string Kind, UserId UserId, IReadOnlyList<string> Fields, IReadOnlyList<FieldEdit> Edits);
