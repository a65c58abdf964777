using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Entra only: adds the URN of an extension to its attributes, in PATCH paths and filters
/// (https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups, section "Handling provisioning and
/// deprovisioning of users"). A name that the core schema has too means the core attribute, as in RFC 7644.
/// <code>
/// before: {"op":"Remove","path":"manager"}
/// after:  {"op":"Remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}
/// </code>
/// </summary>
internal static class QualifyExtensionAttribute
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path").AsText() is not { } text
            || PatchTarget.PathOf(text) is not { } path
            || Qualified(path.Attribute, type) is not { } qualified)
        {
            return null;
        }

        var repaired = new JsonObject
        {
            ["op"] = operation.Member("op")?.DeepClone(),
            ["path"] = (path with { Attribute = qualified }).ToString(),
        };
        if (operation.HasMember("value"))
            repaired["value"] = operation.Member("value")?.DeepClone();
        return [repaired];
    }

    public static Filter Repair(Filter filter, ResourceType type) => FilterRewriter.Rewrite(filter, condition => condition switch
    {
        ComparisonFilter comparison => comparison with { Path = Qualified(comparison.Path, type) ?? comparison.Path },
        PresentFilter present => new PresentFilter(Qualified(present.Path, type) ?? present.Path),
        _ => condition,
    });

    /// <summary>The path with the URN of its extension; null if it needs none.</summary>
    private static AttributePath? Qualified(AttributePath path, ResourceType type) =>
        path.Urn is null && type.Attribute(path.Name) is null
        && type.Extensions.FirstOrDefault(extension => extension.Attributes.Named(path.Name) is not null) is { } owner
            ? path with { Urn = owner.Id }
            : null;
}
