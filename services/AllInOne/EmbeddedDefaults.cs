using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration.Memory;

namespace Scim.Bus.AllInOne;

/// <summary>Default settings of a host that needs no broker and no database server. Every other source overrides them.</summary>
internal static class EmbeddedDefaults
{
    private const int KeyBytes = 24;

    public static void UseEmbeddedDefaults(this ConfigurationManager configuration)
    {
        var defaults = new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "InMemory",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = "./data",
            ["Admin:ApiKey"] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes)),
        };
        // An address takes precedence over ports, even over ports that somebody has set, as the image does.
        if (!HasPorts(configuration))
            defaults[WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:8080";

        // First in the list, because later sources override earlier ones.
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        ((IConfigurationRoot)configuration).Reload();
    }

    /// <summary>Whether a setting comes from somewhere else than the embedded defaults.</summary>
    public static bool IsConfigured(this IConfiguration configuration, string key) =>
        ((IConfigurationRoot)configuration).Providers.Skip(1).Any(provider => provider.TryGet(key, out _));

    private static bool HasPorts(ConfigurationManager configuration) =>
        configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 } || configuration[WebHostDefaults.HttpsPortsKey] is { Length: > 0 };
}
