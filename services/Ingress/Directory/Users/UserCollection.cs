using Scim.Bus.AccountMapping;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Identifiers;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>The collection of users.</summary>
internal static class UserCollection
{
    /// <summary>Unique key of the userName, which deactivated users keep.</summary>
    public const string UserNameKey = "userName";

    /// <summary>Unique key of each of an active user's <see cref="LoginIdentifiers"/>.</summary>
    public const string LoginKey = "login";

    public static CollectionDefinition<UserRecord> Definition { get; } = new()
    {
        Service = IngressService.Name,
        Name = "users",
        Attributes = ResourceTypes.User,
        Resource = user => user.Resource,
        UniqueKeys = UniqueKeysOf,
        Indexed = ["id", "userName", "externalId", "displayName", "emails.value", "groups.value", "meta.lastModified"],
    };

    private static IEnumerable<UniqueKey> UniqueKeysOf(UserRecord user)
    {
        var logins = user.Active ? LoginIdentifiers.Of(ProfileMapping.ProfileOf(user.Resource)) : [];
        return
        [
            new UniqueKey(UserNameKey, CanonicalKey.From(user.UserName).Value),
            .. logins.Select(identifier => new UniqueKey(LoginKey, identifier.Value)),
        ];
    }
}
