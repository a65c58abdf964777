using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Entra only: an attribute of an extension without the extension's URN, as in the path <c>manager</c> and in the question whether
/// <c>id eq "…" and manager eq "…"</c> (https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups,
/// "Handling provisioning and deprovisioning of users"). The RFC wants the URN; an attribute of the core schema goes before.
/// </summary>
internal static class ShortName
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path").AsText() is not { } text || PatchTarget.PathOf(text) is not { } path || Full(path.Attribute, type) is not { } full)
            return null;
        var repaired = new JsonObject { ["op"] = operation.Member("op")?.DeepClone(), ["path"] = (path with { Attribute = full }).ToString() };
        if (operation.HasMember("value"))
            repaired["value"] = operation.Member("value")?.DeepClone();
        return [repaired];
    }

    public static Filter Repair(Filter filter, ResourceType type) => FilterRewriter.Rewrite(filter, condition => condition switch
    {
        ComparisonFilter comparison => comparison with { Path = Full(comparison.Path, type) ?? comparison.Path },
        PresentFilter present => new PresentFilter(Full(present.Path, type) ?? present.Path),
        _ => condition,
    });

    /// <summary>The path with the URN that it lacks; null if it lacks none.</summary>
    private static AttributePath? Full(AttributePath path, ResourceType type) =>
        path.Urn is null && type.Attribute(path.Name) is null
        && type.Extensions.FirstOrDefault(extension => extension.Attributes.Named(path.Name) is not null) is { } owner
            ? path with { Urn = owner.Id }
            : null;
}
