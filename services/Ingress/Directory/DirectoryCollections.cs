using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory;

/// <summary>The collections of the directory.</summary>
internal static class DirectoryCollections
{
    public const string Service = "ingress";

    /// <summary>The unique key of a user's name, and of the e-mail address that the account is known by.</summary>
    public const string UserName = "userName";
    public const string WorkEmail = "workEmail";

    /// <summary>The unique key of a group's name.</summary>
    public const string DisplayName = "displayName";

    public static CollectionDefinition<UserRecord> Users { get; } = new()
    {
        Service = Service,
        Name = "users",
        Attributes = ResourceTypes.User,
        Resource = user => user.Resource,
        UniqueKeys = UniqueKeysOf,
        Indexed = ["id", "userName", "externalId", "displayName", "emails.value", "groups.value", "meta.lastModified"],
    };

    public static CollectionDefinition<GroupRecord> Groups { get; } = new()
    {
        Service = Service,
        Name = "groups",
        Attributes = ResourceTypes.Group,
        Resource = group => group.Resource,
        UniqueKeys = group => [new UniqueKey(DisplayName, group.DisplayName.ToLowerInvariant())],
        Indexed = ["id", "displayName", "externalId", "meta.lastModified"],
    };

    private static IEnumerable<UniqueKey> UniqueKeysOf(UserRecord user)
    {
        yield return new UniqueKey(UserName, user.UserName.ToLowerInvariant());
        if (ProfileMapping.ProfileOf(user.Resource).WorkEmail is { } email)
            yield return new UniqueKey(WorkEmail, email.ToLowerInvariant());
    }
}
