using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>What is wanted for a user, by the directory's word and the tenant's choice.</summary>
internal static class Wanted
{
    /// <param name="profile">The attributes in the directory.</param>
    /// <param name="assignment">The groups in the directory; null if none was heard of.</param>
    /// <param name="settings">The tenant's choice.</param>
    /// <param name="exists">Whether there is an account, or is to be one: who leaves the chosen groups keeps it.</param>
    public static Goal Of(ProfileFacet profile, AssignmentFacet? assignment, TenantSettings settings, bool exists)
    {
        var group = assignment?.Group;
        var isChosen = settings.Chooses(group);
        var isWanted = !profile.Deleted && (isChosen || exists);
        return new Goal
        {
            Exists = isWanted,
            // Who is no longer among the chosen may do nothing with the account; who never was gets none.
            Active = isWanted && isChosen && profile.Active,
            Group = isWanted && isChosen ? group : null,
            AttributesVersion = profile.ChangedAt.Values.DefaultIfEmpty().Max(),
        };
    }

    /// <summary>Whether the tenant has users of this group provisioned.</summary>
    public static bool Chooses(this TenantSettings settings, GroupId? group) =>
        settings.GroupsToSync is null || (group is { } id && settings.GroupsToSync.Contains(id));
}
