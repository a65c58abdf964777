using Scim.Bus.Provisioning.Comparison;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>What a sync changes, or would change in a dry run.</summary>
internal sealed record SyncAnswer
{
    public required IReadOnlyList<Difference> Create { get; init; }

    public required IReadOnlyList<Difference> Change { get; init; }

    public required IReadOnlyList<Difference> Remove { get; init; }

    /// <summary>Number of users whose account is in the desired state.</summary>
    public required int Unchanged { get; init; }

    /// <summary>
    /// False if the tenant is so large that the comparison was ended before it was complete: the lists and the number are of what was
    /// compared.
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>Id of the sync that was started; null for a dry run.</summary>
    public Guid? SyncId { get; init; }
}
