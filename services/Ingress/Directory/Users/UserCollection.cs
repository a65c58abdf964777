using Scim.Bus.DocumentStore;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>The collection of users.</summary>
internal static class UserCollection
{
    /// <summary>Unique key of the userName, without regard to case.</summary>
    public const string UserNameKey = "userName";

    /// <summary>Unique key of the work e-mail, by which Pinpoint knows an account.</summary>
    public const string WorkEmailKey = "workEmail";

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
        yield return new UniqueKey(UserNameKey, user.UserName.ToLowerInvariant());
        if (ProfileMapping.ProfileOf(user.Resource).WorkEmail is { } email)
            yield return new UniqueKey(WorkEmailKey, email.ToLowerInvariant());
    }
}
