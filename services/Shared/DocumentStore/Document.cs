using Scim.Bus.Contracts;

namespace Scim.Bus.DocumentStore;

/// <summary>A stored document. It is only replaced as a whole, by a writer that names its current revision.</summary>
/// <typeparam name="T">Type of the body, which must be immutable.</typeparam>
public sealed record Document<T>
    where T : class
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Key, unique within the tenant.</summary>
    public required string Id { get; init; }

    /// <summary>Number of writes, from 1; 0 for a document that is not stored yet. Not the version that clients see.</summary>
    public long Revision { get; init; }

    /// <summary>When a sweeper must process the document, UTC; null if nothing is left to do.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>
    /// True for a deleted document that is kept: found by its key but by no query. Its unique keys are free, but for
    /// <see cref="CollectionDefinition{T}.TombstoneKeys"/>.
    /// </summary>
    public bool Tombstone { get; init; }

    /// <summary>The body.</summary>
    public required T Body { get; init; }
}
