using Scim.Bus.Contracts;

namespace Scim.Bus.DocumentStore;

/// <summary>A stored document. Changed only as a whole, and only by whoever knows its present revision.</summary>
/// <typeparam name="T">What it holds: a record that is never changed in place.</typeparam>
public sealed record Document<T>
    where T : class
{
    /// <summary>Whose it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its key in the tenant.</summary>
    public required string Id { get; init; }

    /// <summary>Counts the writes, from 1; 0 for a document that was never stored. Not the version that outsiders see.</summary>
    public long Revision { get; init; }

    /// <summary>When somebody must look at it again, because something is still to be done; null if nothing is.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>True for what was deleted and must be remembered: found by its key, in no query, and its unique keys are free.</summary>
    public bool Tombstone { get; init; }

    /// <summary>What it holds.</summary>
    public required T Body { get; init; }
}
