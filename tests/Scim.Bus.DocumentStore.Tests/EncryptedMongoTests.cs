using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MongoDB.Driver;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.Testing;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>The connection string decides whether MongoDB is spoken to by TLS: <c>tls=true</c>, or its scheme <c>mongodb+srv</c>.</summary>
[Trait("Needs", "Processes")]
public sealed class EncryptedMongoTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private static readonly Scim.Bus.Contracts.TenantId Acme = Scim.Bus.Contracts.TenantId.Parse("acme", null);

    [SkippableFact]
    public async Task With_tls_every_connection_is_encrypted_from_its_first_byte()
    {
        using var certificate = new TestCertificate();
        var server = await fixture.GetAsync();
        await using var front = StartFront(server, certificate);
        // The driver trusts what the process trusts, which a test can't change in its own process.
        await using var store = Open(server, front, "tls=true&tlsInsecure=true");
        var people = store.Open(Person.Definition);

        await people.InsertAsync(new Document<Person> { Tenant = Acme, Id = "ann", Body = Person.Named("ann") }, default);
        Assert.NotNull(await people.GetAsync(Acme, "ann", default));
        Assert.NotEqual(0, front.Encrypted);
        Assert.All(front.FirstBytes, first => Assert.Equal(TlsFront.Handshake, first));
    }

    [SkippableFact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_before_the_password_is_sent()
    {
        using var certificate = new TestCertificate();
        var server = await fixture.GetAsync();
        await using var front = StartFront(server, certificate);
        await using var store = Open(server, front, "tls=true");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Open(Person.Definition).GetAsync(Acme, "ann", default));
        Assert.NotEmpty(front.FirstBytes);
        Assert.All(front.FirstBytes, first => Assert.Equal(TlsFront.Handshake, first));
    }

    private static TlsFront StartFront(MongoServer server, TestCertificate certificate)
    {
        var address = new MongoUrl(server.ConnectionString).Server;
        return TlsFront.StartNew(address.Host, address.Port, certificate);
    }

    private static MongoDocumentStore Open(MongoServer server, TlsFront front, string settings)
    {
        // Without the name of a replica set, which would lead around the front.
        var address = $"mongodb://127.0.0.1:{front.Port}/?directConnection=true&{settings}";
        return new MongoDocumentStore(
            Options.Create(new DocumentStoreOptions { DatabasePrefix = server.NewDatabasePrefix() }),
            new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:MongoDb", address)]).Build());
    }
}
