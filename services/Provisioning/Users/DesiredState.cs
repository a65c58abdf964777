using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>The desired state of a user's account, according to the directory and the tenant's settings.</summary>
internal sealed record DesiredState
{
    public static DesiredState None { get; } = new();

    /// <summary>Generation of the desired state. Consumers ignore commands of an older generation.</summary>
    public long Generation { get; init; }

    /// <summary>Whether there should be an account.</summary>
    public bool Exists { get; init; }

    /// <summary>Whether the person may log in.</summary>
    public bool Active { get; init; }

    /// <summary>The desired Access Group; null for none.</summary>
    public GroupId? Group { get; init; }

    /// <summary>The user's version at which an attribute that accounts have last changed.</summary>
    public long AttributesVersion { get; init; }

    /// <summary>Whether manual edits are overwritten.</summary>
    public bool OverwriteAll { get; init; }

    /// <summary>The desired state of an account, of no generation yet.</summary>
    /// <param name="profile">The profile in the directory.</param>
    /// <param name="membership">The membership in the directory; null if none has been reported.</param>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="exists">Whether there is an account, or should be one: it is kept when its user leaves the groups to sync.</param>
    public static DesiredState For(ProfileSnapshot profile, MembershipSnapshot? membership, TenantSettings settings, bool exists)
    {
        var group = membership?.Group;
        var isInScope = settings.IsInScope(group);
        var shouldExist = !profile.Deleted && (isInScope || exists);
        return new DesiredState
        {
            Exists = shouldExist,
            // Whoever has left the groups to sync keeps an account without access; whoever was never in one gets none.
            Active = shouldExist && isInScope && profile.Active,
            Group = shouldExist && isInScope ? group : null,
            AttributesVersion = profile.ChangedAt.Values.DefaultIfEmpty().Max(),
        };
    }

    /// <summary>This state as part of another one's generation.</summary>
    public DesiredState InGenerationOf(DesiredState other) =>
        this with { Generation = other.Generation, OverwriteAll = other.OverwriteAll };

    /// <summary>True if both desire the same, whatever their generations.</summary>
    public bool IsEquivalentTo(DesiredState other) => InGenerationOf(other) == other;
}
