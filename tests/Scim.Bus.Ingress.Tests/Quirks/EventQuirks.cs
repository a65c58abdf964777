using System.Reflection;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirks 28 and 29: the messages for subscribers.</summary>
public sealed class EventQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Quirk_28_an_event_has_the_changes_and_the_whole_state()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User(
            "ann", "\"externalId\":\"e\",\"name\":{\"givenName\":\"Ann\",\"familyName\":\"Lee\"},\"timezone\":\"Europe/London\"");
        (await client.Patch($"Users/{id}", """{"op":"replace","path":"name.givenName","value":"Anna"}""")).Expect(200);
        var published = Assert.Single(await client.Events<UserUpdated>());
        Assert.Equal(["name.givenName"], published.Changed);
        Assert.Equal(
            new UserProfile { UserName = "ann", ExternalId = "e", GivenName = "Anna", FamilyName = "Lee", TimeZone = "Europe/London" },
            published.Profile with { WorkEmail = null });
        Assert.Equal((2, true), (published.Version, published.Active));
        Assert.Equal((2, 1), (published.ChangedAt["givenName"], published.ChangedAt["familyName"]));

        var group = await client.Group("g");
        (await client.Patch($"Groups/{group}", """{"op":"replace","path":"externalId","value":"x"}""")).Expect(200);
        var updated = Assert.Single(await client.Events<GroupUpdated>());
        Assert.Equal(("g", "x", "externalId"), (updated.DisplayName, updated.ExternalId, updated.Changed.Single()));
    }

    [Fact]
    public void Quirk_29_identifiers_of_different_things_are_different_types()
    {
        var messages = typeof(UserProvisioned).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false });
        var identifiers = messages.SelectMany(message => message.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.Name is "Tenant" or "User" or "Group" or "Account" or "EffectiveGroup").ToList();
        Assert.NotEmpty(identifiers);
        Assert.All(identifiers, property => Assert.Equal(
            property.Name switch
            {
                "Tenant" => typeof(TenantId),
                "User" => typeof(UserId),
                "Account" => typeof(AccountId),
                _ => typeof(GroupId),
            },
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
        // The id of a replay needs no type, because no other message refers to it.
        var guids = messages.SelectMany(message => message.GetProperties()).Where(property => property.PropertyType == typeof(Guid));
        Assert.Equal([nameof(ReplayCompleted.Replay)], guids.Select(property => property.Name));
    }
}
