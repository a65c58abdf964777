namespace Scim.Bus.Console.Pages.Connect;

/// <summary>An identity provider that a tenant can choose, with the names of the settings in its own admin console.</summary>
/// <param name="Key">Name in the tenant's settings.</param>
/// <param name="Name">Name for people to read.</param>
/// <param name="Where">Where its settings are.</param>
/// <param name="Settings">Names and values of its settings; a null value is the SCIM URL.</param>
public sealed record IdentityProviderSteps(string Key, string Name, string Where, IReadOnlyList<(string Name, string? Value)> Settings);

/// <summary>The identity providers.</summary>
public static class IdentityProviders
{
    private const string Unnamed = "The identity provider";

    public static IReadOnlyList<IdentityProviderSteps> All { get; } =
    [
        new(
            "okta",
            "Okta",
            "In the app integration, turn on SCIM provisioning. Then edit the SCIM connection on the Provisioning tab.",
            [
                ("SCIM connector base URL", null),
                ("Unique identifier field for users", "userName"),
                ("Supported provisioning actions", "Push New Users, Push Profile Updates, Push Groups"),
                ("Authentication mode", "HTTP Header, with a token from this page"),
            ]),
        new(
            "entra",
            "Microsoft Entra",
            "In the enterprise application, open Provisioning, choose the automatic mode and test the connection.",
            [("Tenant URL", null), ("Secret token", "A token from this page")]),
        new(
            "onelogin",
            "OneLogin",
            "In the SCIM app, open Configuration and enter both values. Then enable the API connection.",
            [("SCIM Base URL", null), ("SCIM Bearer Token", "A token from this page")]),
        new(
            "other",
            "Another SCIM 2.0 client",
            "Any client that follows RFC 7643 and RFC 7644 works.",
            [("Base URL", null), ("Authentication", "Bearer, with a token from this page")]),
    ];

    /// <summary>What an identity provider is called in a sentence.</summary>
    /// <param name="key">Its name in the tenant's settings; null if they are not known.</param>
    public static string NameOf(string? key) =>
        key == "other" ? Unnamed : All.FirstOrDefault(provider => provider.Key == key)?.Name ?? Unnamed;

    /// <summary>Keys and names, for a list to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> Options => All.Select(provider => (provider.Key, provider.Name));
}
