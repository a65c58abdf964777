using Scim.Bus.Contracts;

namespace Scim.Bus.DocumentStore;

/// <summary>A stored document. Replaced only as a whole, and only by a writer who knows its present revision.</summary>
/// <typeparam name="T">Type of the body: immutable.</typeparam>
public sealed record Document<T>
    where T : class
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Key, unique in the tenant.</summary>
    public required string Id { get; init; }

    /// <summary>Number of writes, from 1; 0 for a document that was never stored. Not the version that outsiders see.</summary>
    public long Revision { get; init; }

    /// <summary>When a sweeper must look at the document, UTC; null if nothing is left to be done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>True for a deleted document that must be remembered: found by its key, but in no query, and its unique keys are free.</summary>
    public bool Tombstone { get; init; }

    /// <summary>The body.</summary>
    public required T Body { get; init; }
}
