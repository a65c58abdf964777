namespace Scim.Protocol;

/// <summary>Converts names of enum members to SCIM's spelling, which starts with a lower-case letter.</summary>
internal static class Naming
{
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
