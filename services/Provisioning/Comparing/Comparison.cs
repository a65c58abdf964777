using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Comparing;

/// <summary>Holds an account against what the directory says of its user: pure functions.</summary>
internal static class Comparison
{
    public const string AccessGroup = "accessGroup";

    /// <summary>The field that says whose an account is.</summary>
    public const string UserField = "userId";

    /// <summary>What a new account is given.</summary>
    private static readonly IReadOnlyList<string> All = [.. AttributeMapping.Fields.Select(field => field.Name), AttributeMapping.Active, AccessGroup];

    /// <summary>What a sync would do for a user of the directory; null for nothing.</summary>
    /// <param name="user">What the directory says.</param>
    /// <param name="account">The user's account, or the one that would become the user's; null if there is none.</param>
    /// <param name="settings">The tenant's choice of groups.</param>
    /// <param name="force">Whether edits by hand give way.</param>
    public static Difference? Of(DirectoryUser user, AccountSnapshot? account, TenantSettings settings, bool force)
    {
        var wanted = Wanted.Of(ProfileOf(user), AssignmentOf(user), settings, account?.User is not null);
        if (!wanted.Exists)
            return null;
        if (account is null)
            return Describe(DifferenceKind.Create, All);

        var fields = Differing(user, account, wanted, force).ToList();
        var losesAccess = !settings.Chooses(user.EffectiveGroup) && (fields.Contains(AttributeMapping.Active) || fields.Contains(AccessGroup));
        return fields.Count == 0 ? null : Describe(losesAccess ? DifferenceKind.Remove : DifferenceKind.Change, fields);

        Difference Describe(DifferenceKind kind, IReadOnlyList<string> fields) => new()
        {
            Kind = kind,
            UserId = user.User,
            AccountId = account?.Account,
            UserName = user.Profile.UserName,
            Fields = fields,
        };
    }

    /// <summary>What a sync would do about an account whose user the directory does not have.</summary>
    public static Difference OfOrphan(AccountSnapshot account) => new()
    {
        Kind = DifferenceKind.Remove,
        UserId = account.User!.Value,
        AccountId = account.Account,
        Fields = [AttributeMapping.Active, AccessGroup],
    };

    public static ProfileFacet ProfileOf(DirectoryUser user) =>
        new() { Version = user.Version, Profile = user.Profile, ChangedAt = user.ChangedAt, Active = user.Active };

    public static AssignmentFacet AssignmentOf(DirectoryUser user) => new() { Version = user.AssignmentVersion, Group = user.EffectiveGroup };

    private static IEnumerable<string> Differing(DirectoryUser user, AccountSnapshot account, Goal wanted, bool force)
    {
        if (account.User is null)
            yield return UserField;
        foreach (var field in AttributeMapping.Fields)
        {
            var isOverwritten = user.ChangedAt.ShouldOverwrite(field.Attribute, account.ProfileVersion, force);
            if (isOverwritten && !Equals(field.InProfile(user.Profile), field.InAccount(account.State)))
                yield return field.Name;
        }

        if (AttributeMapping.ShouldOverwriteActive(wanted.Active, account.ProvisionedActive, force) && wanted.Active != account.State.Active)
            yield return AttributeMapping.Active;
        if (wanted.Group != account.State.AccessGroup)
            yield return AccessGroup;
    }
}
