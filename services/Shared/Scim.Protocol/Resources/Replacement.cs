using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// The body of a PUT. What it does not name is unassigned, apart from attributes that stay as they are then
/// (<see cref="AttributeDefinition.KeptIfOmitted"/>; RFC 7644, section 3.5.1 leaves the choice to the service).
/// </summary>
/// <param name="Attributes">What the client sent, as <see cref="ResourceReader"/> returns it.</param>
/// <param name="Kept">The attributes that stay as they are.</param>
public sealed record Replacement(JsonObject Attributes, IReadOnlyList<AttributeDefinition> Kept)
{
    /// <summary>Reads the body of a PUT.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> or <c>invalidValue</c>.</exception>
    public static Replacement Read(JsonObject body, ResourceType type) => new(
        ResourceReader.Read(body, type),
        [.. type.TopLevel.Where(attribute => attribute.KeptIfOmitted && !body.HasMember(attribute.Name))]);

    /// <summary>The attributes that the resource has after the PUT.</summary>
    /// <param name="current">The resource before it.</param>
    public JsonObject Over(JsonObject current)
    {
        var result = (JsonObject)Attributes.DeepClone();
        foreach (var attribute in Kept)
        {
            if (current[attribute.Name] is { } value)
                result[attribute.Name] = value.DeepClone();
        }

        return result;
    }
}
