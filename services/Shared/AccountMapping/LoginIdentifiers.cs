using Scim.Bus.Contracts;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.AccountMapping;

/// <summary>
/// What a person could log in by: the work e-mail and the userName or UPN, whether or not the tenant allows login by UPN now. Each of them
/// is held by one active person of the tenant, a user of the directory or somebody whose account was made by hand, so that nobody ever logs
/// in as somebody else. Who is deactivated holds none, and a successor may have the address.
/// </summary>
public static class LoginIdentifiers
{
    private static readonly IReadOnlyList<MappedAttribute> Attributes = [.. AttributeMapping.Fields.Where(field => field.IsLogin)];

    /// <summary>The identifiers that an active user with this profile holds.</summary>
    public static IReadOnlyCollection<CanonicalKey> Of(UserProfile profile) =>
        Keys(Attributes.Select(attribute => attribute.InProfile(profile)));

    /// <summary>The identifiers that an active account with these attributes holds.</summary>
    public static IReadOnlyCollection<CanonicalKey> Of(AccountAttributes account) =>
        Keys(Attributes.Select(attribute => attribute.InAccount(account)));

    /// <summary>Returns the account without some of its identifiers.</summary>
    public static AccountAttributes Without(AccountAttributes account, IReadOnlySet<CanonicalKey> identifiers) => Attributes
        .Where(attribute => attribute.InAccount(account) is string value && identifiers.Contains(CanonicalKey.From(value)))
        .Aggregate(account, (without, attribute) => attribute.Copy(new AccountAttributes(), without));

    private static IReadOnlyCollection<CanonicalKey> Keys(IEnumerable<object?> values) =>
        [.. values.OfType<string>().Select(CanonicalKey.From).Distinct()];
}
