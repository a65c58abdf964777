using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>Reads the path of a PATCH operation. Returns null for an invalid path, which the engine refuses later.</summary>
internal static class PatchTarget
{
    public static PatchPath? PathOf(string text)
    {
        try
        {
            return PatchPath.Parse(text);
        }
        catch (ScimException)
        {
            return null;
        }
    }

    /// <summary>The attribute or sub-attribute at the end of the path.</summary>
    public static AttributeDefinition? AttributeOf(string text, ResourceType type)
    {
        if (PathOf(text) is not { } path)
            return null;
        var reference = type.Resolve(path.Attribute);
        return path.SubAttribute is null
            ? reference?.SubAttribute ?? reference?.Attribute
            : reference?.Attribute?.SubAttribute(path.SubAttribute);
    }
}
