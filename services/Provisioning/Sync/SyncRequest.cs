using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Sync;

/// <summary>An admin's request for a sync.</summary>
/// <param name="DryRun">True to list what would change, without changing it.</param>
/// <param name="Groups">Only users whose latest membership is one of these groups; null for all groups that the tenant syncs.</param>
/// <param name="Force">True to overwrite manual edits too.</param>
internal sealed record SyncRequest(bool DryRun = false, IReadOnlyList<GroupId>? Groups = null, bool Force = false);
