using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Comparison;

/// <summary>Compares an account with what the directory says about its user. Pure functions.</summary>
internal static class AccountComparison
{
    /// <summary>Name of the field for the account's Access Group.</summary>
    public const string AccessGroup = "accessGroup";

    /// <summary>Name of the field for the user that the account is linked to.</summary>
    public const string UserField = "userId";

    private static readonly IReadOnlyList<string> FieldsOfNewAccount =
        [.. AttributeMapping.Fields.Select(field => field.Name), AttributeMapping.Active, AccessGroup];

    /// <summary>What a sync would change for a user of the directory; null for nothing.</summary>
    /// <param name="user">The user in the directory.</param>
    /// <param name="account">The user's account, or one made by hand that would be linked to the user; null if there is none.</param>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="force">True if the sync overwrites manual edits.</param>
    public static Difference? Compare(DirectoryUser user, AccountSnapshot? account, TenantSettings settings, bool force)
    {
        var desired = DesiredState.For(ProfileSnapshot.From(user), MembershipSnapshot.From(user), settings, account?.User is not null);
        if (!desired.Exists)
            return null;
        if (account is null)
            return Describe(DifferenceKind.Create, FieldsOfNewAccount);

        var fields = DifferingFields(user, account, desired, force).ToList();
        if (fields.Count == 0)
            return null;
        var losesAccess = !settings.IsInScope(user.EffectiveGroup)
            && (fields.Contains(AttributeMapping.Active) || fields.Contains(AccessGroup));
        return Describe(losesAccess ? DifferenceKind.Remove : DifferenceKind.Change, fields);

        Difference Describe(DifferenceKind kind, IReadOnlyList<string> fields) => new()
        {
            Kind = kind,
            UserId = user.User,
            AccountId = account?.Account,
            UserName = user.Profile.UserName,
            Fields = fields,
        };
    }

    /// <summary>What a sync would change about an account whose user is no longer in the directory.</summary>
    public static Difference CompareOrphan(AccountSnapshot account) => new()
    {
        Kind = DifferenceKind.Remove,
        UserId = account.User!.Value,
        AccountId = account.Account,
        Fields = [AttributeMapping.Active, AccessGroup],
    };

    private static IEnumerable<string> DifferingFields(DirectoryUser user, AccountSnapshot account, DesiredState desired, bool force)
    {
        if (account.User is null)
            yield return UserField;
        foreach (var field in AttributeMapping.Fields)
        {
            var isOverwritten = user.ChangedAt.ShouldOverwrite(field, account.ProfileVersion, force);
            if (isOverwritten && !Equals(field.InProfile(user.Profile), field.InAccount(account.State)))
                yield return field.Name;
        }

        var isActiveOverwritten = AttributeMapping.ShouldOverwriteActive(desired.Active, account.ProvisionedActive, force);
        if (isActiveOverwritten && desired.Active != account.State.Active)
            yield return AttributeMapping.Active;
        if (desired.Group != account.State.AccessGroup)
            yield return AccessGroup;
    }
}
