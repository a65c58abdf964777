using Microsoft.Extensions.Configuration;
using Scim.Bus.AllInOne;

namespace Scim.Bus.Deployment.Tests;

/// <summary>
/// AllInOne listens on this machine only, unless somebody says otherwise: in a container, where that would be nobody but itself, the base
/// image says otherwise by ports alone.
/// </summary>
public sealed class EmbeddedAddressTests
{
    [Theory]
    [InlineData(null, null, "http://127.0.0.1:8080")]
    [InlineData("http_ports", "", "http://127.0.0.1:8080")]
    [InlineData("http_ports", "8080", null)]
    [InlineData("https_ports", "8443", null)]
    [InlineData("urls", "http://+:9090", "http://+:9090")]
    public void Ports_and_addresses_that_are_set_count(string? key, string? value, string? address)
    {
        using var configuration = new ConfigurationManager();
        if (key is not null)
            configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, value)]);
        configuration.UseEmbeddedDefaults();
        Assert.Equal(address, configuration["urls"]);
    }
}
