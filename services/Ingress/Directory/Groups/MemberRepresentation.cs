using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// A user as an element of a group's <c>members</c>. Built on each read, so that <c>display</c> is always the current name.
/// </summary>
internal static class MemberRepresentation
{
    public static JsonObject From(UserId user, MemberNames names) => new()
    {
        ["value"] = user.ToString(),
        ["type"] = "User",
        ["display"] = names.Display,
    };
}
