using Scim.Bus.DocumentStore;
using Scim.Protocol.Identifiers;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>The collection of groups. A displayName is unique in its tenant, whatever its spelling.</summary>
internal static class GroupCollection
{
    private const string DisplayNameKey = "displayName";

    public static CollectionDefinition<GroupRecord> Definition { get; } = new()
    {
        Service = IngressService.Name,
        Name = "groups",
        Attributes = ResourceTypes.Group,
        Resource = group => group.Resource,
        UniqueKeys = group => [new UniqueKey(DisplayNameKey, CanonicalKey.From(group.DisplayName).Value)],
        Indexed = ["id", "displayName", "externalId", "meta.lastModified"],
    };
}
