using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration.Memory;

namespace Scim.Bus.AllInOne;

/// <summary>The settings of a host that needs nothing beside itself. Whatever is set otherwise wins.</summary>
internal static class EmbeddedParts
{
    private const int KeyBytes = 24;

    public static void UseEmbeddedParts(this ConfigurationManager configuration)
    {
        // They go in front, so that every other source overrides them.
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Bus:Transport"] = "InMemory",
                ["Store:Engine"] = "Sqlite",
                ["Store:Path"] = "./data",
                ["urls"] = "http://127.0.0.1:8080",
                ["Admin:ApiKey"] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes)),
            },
        });
        ((IConfigurationRoot)configuration).Reload();
    }

    /// <summary>Whether a setting has another source than the embedded ones.</summary>
    public static bool IsGivenFromOutside(this IConfiguration configuration, string key) =>
        ((IConfigurationRoot)configuration).Providers.Skip(1).Any(provider => provider.TryGet(key, out _));
}
