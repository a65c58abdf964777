using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Keys;

/// <summary>The roles that a key for one tenant may get.</summary>
internal static class RoleChoices
{
    private static readonly (string Kind, string Text)[] Kinds =
    [
        ("viewer", "Read what the tenant has"),
        ("admin", "Read and change what the tenant has"),
        ("login", "Ask whether somebody may log in"),
    ];

    /// <summary>Those that whoever has these roles may give, the usual one first.</summary>
    public static IReadOnlyList<(string Value, string Text)> For(TenantId tenant, AdminRoles own) =>
    [
        .. from choice in Kinds
           let text = $"{choice.Kind}:{tenant}"
           where AdminRole.TryParse(text, out var role) && own.Covers(role)
           select (text, $"{choice.Text} ({text})"),
    ];
}
