using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Reads resources and lists in responses.</summary>
internal static class ResponseExtensions
{
    /// <summary>The userName of a user, the displayName of a group.</summary>
    public static string Name(this JsonNode resource) => (resource["userName"] ?? resource["displayName"])!.GetValue<string>();

    /// <summary>The names of a list's resources, separated by spaces.</summary>
    public static string Names(this Response list) =>
        string.Join(' ', list.Body["Resources"]!.AsArray().Select(resource => resource!.Name()));

    public static int Total(this Response list) => list.Body["totalResults"]!.GetValue<int>();
}
