namespace Scim.Bus.Provisioning.Users;

/// <summary>The last manual sync that reached this user.</summary>
/// <param name="Id">The sync run.</param>
/// <param name="Force">Whether manual edits are overwritten.</param>
/// <param name="IsPending">Whether the saga has still to start a new generation for it.</param>
internal sealed record SyncMark(Guid Id, bool Force, bool IsPending);
