using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.Console.Identity;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests;

/// <summary>What the Console tells the services behind it about who asks.</summary>
public sealed class DoorTests : IClassFixture<Door>
{
    private const string Path = "/api/tenants/acme/accounts";

    private readonly Echo _accounts;
    private readonly Host _console;

    public DoorTests(Door door)
    {
        (_accounts, _console) = (door.Accounts, door.Console);
        _accounts.Requests.Clear();
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_operators_key_stays_at_the_door_and_so_does_every_other_credential()
    {
        (await _console.SendAsync(
            HttpMethod.Get, Path, Host.AdminKey, null, ("Cookie", "session=abc"), ("Proxy-Authorization", "Basic abc"))).Expect(200);
        var headers = Assert.Single(_accounts.Requests);
        Assert.False(headers.ContainsKey("Cookie"));
        Assert.False(headers.ContainsKey("Proxy-Authorization"));
        Assert.DoesNotContain(headers, header => header.Value.ToString().Contains(Host.AdminKey, StringComparison.Ordinal));
        var assertion = new JsonWebToken(headers.Authorization.ToString()["Bearer ".Length..]);
        Assert.Equal(("ES256", Assertion.Type, Assertion.Issuer), (assertion.Alg, assertion.Typ, assertion.Issuer));
        Assert.Equal(["accounts"], assertion.Audiences);
        Assert.Equal(Assertion.Lifetime, assertion.ValidTo - assertion.IssuedAt);
        Assert.Equal("OperatorKey", assertion.GetClaim("kind").Value);
        Assert.Equal(["operator"], assertion.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value));
    }

    [Fact]
    public async Task An_assertion_that_comes_from_outside_is_refused_even_if_it_is_a_good_one()
    {
        var assertions = _console.Services.GetRequiredService<IAdminAssertions>();
        var ann = AdminPrincipal.Create(new Actor(ActorKind.Person, "ann", "Ann Lee"), new AdminRoles(AdminRole.Operator), "test");
        (await _console.GetAsync(Path, assertions.Issue(ann, "accounts"))).ExpectProblem(401, "The assertion is for another service.");
        (await _console.GetAsync(Path, "not-the-admin-key")).ExpectProblem(401, "The key is wrong.");
        (await _console.GetAsync(Path, null)).ExpectProblem(401, "Authorization: Bearer");
        Assert.Empty(_accounts.Requests);
    }

    [Fact]
    public async Task Each_assertion_says_who_asks_and_for_whom_it_is()
    {
        var key = await World.CreateKeyAsync(_console, "viewer");
        (await _console.GetAsync(Path, key)).Expect(200);
        var assertion = new JsonWebToken(Assert.Single(_accounts.Requests).Authorization.ToString()["Bearer ".Length..]);
        Assert.Equal(("MachineKey", "key of viewer"), (assertion.GetClaim("kind").Value, assertion.GetClaim("name").Value));
        Assert.Equal(["viewer"], assertion.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value));
    }

    [Fact]
    public async Task Nobody_gets_an_assertion_who_is_not_known()
    {
        var assertions = _console.Services.GetRequiredService<IAdminAssertions>();
        Assert.Throws<ArgumentException>(() => assertions.Issue(new System.Security.Claims.ClaimsPrincipal(), "accounts"));
        var clients = _console.Services.GetRequiredService<IHttpClientFactory>();
        using var http = clients.CreateClient(AdminClients.NameOf("accounts"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(new Uri(Path, UriKind.Relative)));
        Assert.Empty(_accounts.Requests);
    }
}
