using System.Net;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>The scheme of the broker's address decides on encryption, whatever the port.</summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class EncryptedBrokerTests(RabbitMqFixture rabbit)
{
    /// <remarks>
    /// The port is none that is known for TLS. The services' connections are those of the bus, the probe and the error queues.
    /// </remarks>
    [SkippableFact]
    public async Task With_amqps_every_connection_is_encrypted_from_its_first_byte()
    {
        using var certificate = new TestCertificate();
        var address = new UriBuilder(await (await rabbit.GetAsync()).CreateVirtualHostAsync());
        await using var front = TlsFront.StartNew(address.Host, address.Port, certificate);
        await using var site = Behind(front, address);
        foreach (var service in (string[])["Ingress", "Provisioning", "Accounts"])
            await site.StartAsync(service, ("SSL_CERT_FILE", certificate.TrustedFile));

        var user = await site.PushUserAsync("encrypted@acme.example");
        await Eventually.Be(async () => Assert.Contains(user, await site.UsersWithAccountsAsync()));
        Assert.All(front.FirstBytes, first => Assert.Equal(TlsFront.Handshake, first));
    }

    [SkippableFact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_before_the_password_is_sent()
    {
        using var certificate = new TestCertificate();
        var address = new UriBuilder(await (await rabbit.GetAsync()).CreateVirtualHostAsync());
        await using var front = TlsFront.StartNew(address.Host, address.Port, certificate);
        await using var site = Behind(front, address);
        var ingress = await site.StartAsync("Ingress");

        await Eventually.Be(() => Assert.True(front.FirstBytes.Count > 2), because: "it tries again and again");
        Assert.All(front.FirstBytes, first => Assert.Equal(TlsFront.Handshake, first));
        using var ready = await ingress.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("Degraded", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(ingress.Output, line => line.Contains("certificate", StringComparison.OrdinalIgnoreCase));
    }

    private static Site Behind(TlsFront front, UriBuilder address)
    {
        (address.Scheme, address.Port) = ("amqps", front.Port);
        return new Site(address.Uri.AbsoluteUri);
    }
}
