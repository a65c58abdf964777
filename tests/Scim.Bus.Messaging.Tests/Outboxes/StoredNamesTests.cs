using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>Ids and type names of stored messages, which other versions of the program read too.</summary>
public sealed class StoredNamesTests
{
    [Fact]
    public void An_id_is_the_same_in_every_version()
    {
        var resource = Guid.Parse("4f6b0f0e-5a0c-4f0b-9d5e-000000000001");
        var id = MessageIds.Create(resource, version: 7, nameof(UserProvisioned));
        Assert.Equal("860677ff-36db-817a-b226-173da3a9bb39", id.ToString());
        Assert.Equal(id, MessageIds.Create($"{resource}/7/UserProvisioned"));
    }

    /// <summary>RFC 9562, section 5.8: version 8, variant 10 in the two highest bits.</summary>
    [Fact]
    public void Every_id_is_a_UUID_of_version_8()
    {
        var ids = Enumerable.Range(0, 64).Select(i => MessageIds.Create($"text {i}")).ToList();
        Assert.All(ids, id => Assert.Equal((8, 0b10), (id.Version, id.Variant >> 2)));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        // The bits that are not version and variant are the hash's.
        Assert.Equal(16, ids.Select(id => id.ToString()[15]).Distinct().Count());
        Assert.Equal(4, ids.Select(id => id.ToString()[19]).Distinct().Count());
    }

    [Theory]
    [InlineData(typeof(UserProvisioned), "Scim.Bus.Contracts.UserProvisioned")]
    [InlineData(typeof(ApplyAccount), "Scim.Bus.Contracts.Internal.ApplyAccount")]
    public void A_message_is_found_by_the_name_of_its_type(Type type, string name)
    {
        Assert.Equal(name, MessageTypes.NameOf(type));
        Assert.Equal(type, MessageTypes.Find(name));
    }

    [Theory]
    [InlineData("Scim.Bus.Contracts.OfAnotherVersion")]
    [InlineData("Scim.Bus.Contracts.TenantId")]
    [InlineData("scim.bus.contracts.userprovisioned")]
    public void Another_name_is_of_another_version(string name)
    {
        var unknown = Assert.Throws<UnpublishableMessageException>(() => MessageTypes.Find(name));
        Assert.Equal($"Unknown message type '{name}': another version of Scim.Bus stored it.", unknown.Message);
    }
}
