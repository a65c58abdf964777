using Scim.Bus.Contracts;
using Scim.Bus.Provisioning.Comparing;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>What an admin wants synced.</summary>
/// <param name="DryRun">Only say what would be done.</param>
/// <param name="Groups">Only users whose effective group is among these; null for all whom the tenant's settings choose.</param>
/// <param name="Force">Overwrite edits made by hand too.</param>
internal sealed record SyncRequest(bool DryRun = false, IReadOnlyList<GroupId>? Groups = null, bool Force = false);

/// <summary>What a sync would do, or does.</summary>
internal sealed record SyncAnswer
{
    public required IReadOnlyList<Difference> Create { get; init; }

    public required IReadOnlyList<Difference> Change { get; init; }

    public required IReadOnlyList<Difference> Remove { get; init; }

    /// <summary>How many users' accounts are what they should be.</summary>
    public required int Unchanged { get; init; }

    /// <summary>The run; null for a dry one.</summary>
    public Guid? SyncId { get; init; }
}
