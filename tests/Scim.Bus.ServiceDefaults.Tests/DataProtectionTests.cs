using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>
/// Only what protects something makes keys for it, which is the Console. Elsewhere each start would make keys in the container, and warn
/// twice that they end with it.
/// </summary>
public sealed class DataProtectionTests
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Only_the_Console_has_keys_to_protect_data_with()
    {
        foreach (var service in Service.All)
        {
            await using var host = await AdminHost.StartAsync([service]);
            var protects = host.Services.GetService<IDataProtectionProvider>() is not null;
            Assert.True(protects == (service == Service.Console), $"{service}: {protects}");
        }
    }
}
