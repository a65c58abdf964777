namespace Scim.Protocol;

/// <summary>How SCIM spells the words that C# begins with a capital.</summary>
internal static class Naming
{
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
