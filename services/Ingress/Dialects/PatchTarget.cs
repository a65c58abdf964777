using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>What the path of a PATCH operation names. What can't be read gives null: the engine will say what is wrong with it.</summary>
internal static class PatchTarget
{
    /// <summary>The path.</summary>
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

    /// <summary>The attribute, or the part of one, that the path ends with.</summary>
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
