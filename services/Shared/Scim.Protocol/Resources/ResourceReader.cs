using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// Reads a resource as a client sent it in POST or PUT (RFC 7644, sections 3.3 and 3.5.1). What is read-only, write-only or in no
/// schema is dropped; what is wrong is refused.
/// </summary>
public static class ResourceReader
{
    /// <summary>Reads a resource. The result has canonical names and its <c>schemas</c>, and neither <c>id</c> nor <c>meta</c>.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> or <c>invalidValue</c>.</exception>
    public static JsonObject Read(JsonObject body, ResourceType type)
    {
        RequireSchemas(body, type.Schema.Id, type);
        var resource = new JsonObject();
        foreach (var (name, value) in body)
        {
            if (type.Extension(name) is { } extension)
                Put(resource, extension.Id, ValueReader.ReadComplex(extension.Attributes, value, extension.Id));
            else if (type.Attribute(name) is { Mutability: not Mutability.ReadOnly } attribute)
                Put(resource, attribute.Name, Kept(attribute, ValueReader.Read(attribute, value, attribute.Name)));
        }

        RequireRequired(resource, type);
        ResourceLimits.Require(resource, type);
        StateSchemas(resource, type);
        return resource;
    }

    /// <summary>Checks the <c>schemas</c> of a body: an array of known URNs, with the expected one among them.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> without them, 400 <c>invalidValue</c> if they are others.</exception>
    public static void RequireSchemas(JsonObject body, string expected, ResourceType? type = null)
    {
        if (body.Member("schemas") is not JsonArray { Count: > 0 } schemas)
            throw ScimException.InvalidSyntax($"The body has no 'schemas'; it must be an array with '{expected}'.");
        var found = false;
        foreach (var node in schemas)
        {
            var urn = node.AsText()
                ?? throw ScimException.InvalidSyntax($"'schemas' has {ScimJson.Describe(node)}; it takes an array of strings.");
            if (urn.Equals(expected, StringComparison.OrdinalIgnoreCase))
                found = true;
            else if (IsOtherCore(urn) || type is null)
                throw ScimException.InvalidValue($"'schemas' has '{Shown.Text(urn)}', which is not what this request takes: '{expected}'.");
        }

        if (!found)
            throw ScimException.InvalidValue($"'schemas' must have '{expected}'.");
    }

    /// <summary>Refuses a resource that lacks a required attribute.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>, naming it.</exception>
    public static void RequireRequired(JsonObject resource, ResourceType type)
    {
        foreach (var attribute in type.Schema.Attributes)
        {
            if (attribute.Required && !resource.ContainsKey(attribute.Name))
                throw ScimException.InvalidValue($"'{attribute.Name}' is required.");
        }
    }

    /// <summary>Sets <c>schemas</c> to those whose attributes the resource has.</summary>
    public static void StateSchemas(JsonObject resource, ResourceType type)
    {
        var schemas = new JsonArray(type.Schema.Id);
        foreach (var extension in type.Extensions)
        {
            if (resource.ContainsKey(extension.Id))
                schemas.Add(extension.Id);
        }

        resource["schemas"] = schemas;
    }

    /// <summary>A core URN or a message's URN that is not the expected one. An extension that is not known here is only dropped.</summary>
    private static bool IsOtherCore(string urn) =>
        urn.StartsWith("urn:ietf:params:scim:schemas:core:", StringComparison.OrdinalIgnoreCase)
        || urn.StartsWith("urn:ietf:params:scim:api:", StringComparison.OrdinalIgnoreCase)
        || !urn.StartsWith("urn:", StringComparison.OrdinalIgnoreCase);

    private static JsonNode? Kept(AttributeDefinition attribute, JsonNode? value) =>
        attribute.Mutability == Mutability.WriteOnly ? null : value;

    private static void Put(JsonObject resource, string name, JsonNode? value)
    {
        if (resource.ContainsKey(name))
            throw ScimException.InvalidSyntax($"'{name}' is given twice.");
        if (value is not null)
            resource[name] = value;
    }
}
