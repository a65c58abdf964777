namespace Scim.Protocol.Schemas;

/// <summary>The two resource types of RFC 7643.</summary>
public static class ResourceTypes
{
    /// <summary>People.</summary>
    public static ResourceType User { get; } = new()
    {
        Name = "User",
        Endpoint = "/Users",
        Description = "User Account",
        Schema = UserSchema.Core,
        Extensions = [EnterpriseUserSchema.Extension],
    };

    /// <summary>Groups of people.</summary>
    public static ResourceType Group { get; } = new()
    {
        Name = "Group",
        Endpoint = "/Groups",
        Description = "Group",
        Schema = GroupSchema.Core,
    };

    /// <summary>Both.</summary>
    public static IReadOnlyList<ResourceType> All { get; } = [User, Group];
}
