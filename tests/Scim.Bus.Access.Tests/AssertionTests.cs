using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.Console.Identity;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests;

/// <summary>Which assertions a service takes.</summary>
[Collection(InAllServices.Name)]
[Trait("Takes", "Seconds")]
public sealed class AssertionTests(ServiceBehindConsole shared, AllServices together) : IClassFixture<ServiceBehindConsole>
{
    private const string Path = "/api/errors";

    private readonly KeyServer _console = shared.Console;
    private readonly Host _accounts = shared.Accounts;

    [Fact]
    public async Task A_good_one_is_taken_and_its_roles_count()
    {
        (await _accounts.GetAsync(Path, _console.Sign("one"))).Expect(200);
        var loginOnly = _console.Sign("one", token => token.Claims["role"] = new[] { "login:acme", "no such role" });
        (await _accounts.GetAsync(Path, loginOnly))
            .ExpectProblem(403, "This takes the role operator or viewer. 'Ann Lee' has login:acme.");
        var nothing = _console.Sign("one", token => token.Claims["role"] = Array.Empty<string>());
        (await _accounts.GetAsync(Path, nothing)).ExpectProblem(403, "'Ann Lee' has no role.");
    }

    [Fact]
    public async Task One_for_another_service_is_refused() =>
        (await _accounts.GetAsync(Path, _console.Sign("one", token => token.Audience = "ingress")))
            .ExpectProblem(401, "The assertion is for another service.");

    [Theory]
    [InlineData(-3600, -120)]
    [InlineData(120, 180)]
    public async Task One_of_another_time_is_refused(int from, int to)
    {
        var now = DateTime.UtcNow;
        var token = _console.Sign("one", token => (token.NotBefore, token.Expires) = (now.AddSeconds(from), now.AddSeconds(to)));
        (await _accounts.GetAsync(Path, token)).ExpectProblem(401, "The assertion has expired, or is not valid yet.");
    }

    [Fact]
    public async Task One_that_does_not_expire_is_refused() =>
        (await _accounts.GetAsync(Path, _console.Sign("one", token => token.Expires = null))).ExpectProblem(401, "has expired");

    [Fact]
    public async Task One_of_another_issuer_type_or_shape_is_refused()
    {
        Action<SecurityTokenDescriptor>[] changes =
        [
            token => token.Issuer = "somebody",
            token => token.TokenType = "JWT",
            token => token.Audience = null,
            token => token.Claims.Remove("sub"),
            token => token.Claims.Remove("kind"),
            token => token.Claims["kind"] = "Robot",
        ];
        foreach (var change in changes)
            (await _accounts.GetAsync(Path, _console.Sign("one", change))).Expect(401);
    }

    [Fact]
    public async Task One_without_a_signature_is_refused()
    {
        var parts = _console.Sign("one").Split('.');
        foreach (var algorithm in (string[])["none", "None", "ES256"])
        {
            var header = Encode(new JsonObject { ["alg"] = algorithm, ["typ"] = "scimbus-admin+jwt", ["kid"] = "one" });
            (await _accounts.GetAsync(Path, $"{header}.{parts[1]}.")).Expect(401);
            (await _accounts.GetAsync(Path, $"{header}.{parts[1]}.AAAA")).Expect(401);
        }
    }

    [Fact]
    public async Task One_signed_with_the_public_key_as_a_password_is_refused()
    {
        var password = new SymmetricSecurityKey(_console.PublicKey("one")) { KeyId = "one" };
        var token = _console.Sign("one", token => token.SigningCredentials = new SigningCredentials(password, "HS256"));
        (await _accounts.GetAsync(Path, token)).Expect(401);
    }

    [Fact]
    public async Task One_signed_with_another_key_of_the_same_name_is_refused()
    {
        await using var somebody = await KeyServer.StartAsync("one");
        (await _accounts.GetAsync(Path, somebody.Sign("one"))).Expect(401);
    }

    [Fact]
    public async Task One_whose_content_was_changed_is_refused()
    {
        var parts = _console.Sign("one", token => token.Claims["role"] = new[] { "viewer" }).Split('.');
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject();
        claims["role"] = "operator";
        (await _accounts.GetAsync(Path, $"{parts[0]}.{Encode(claims)}.{parts[2]}")).Expect(401);
    }

    [Theory]
    [InlineData("eyJ..")]
    [InlineData("eyJ.eyJ.eyJ")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImtpZCI6Im9uZSJ9.e30.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImtpZCI6e319.e30.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImtpZCI6Im9uZSJ9.W10.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImtpZCI6Im9uZSJ9.!!.??")]
    public async Task What_only_looks_like_one_is_refused(string token) => (await _accounts.GetAsync(Path, token)).Expect(401);

    [Fact]
    public async Task In_one_process_one_for_any_of_its_services_is_taken_without_asking_over_HTTP()
    {
        var all = together.Host;
        var assertions = all.Services.GetRequiredService<IAdminAssertions>();
        var ann = AdminPrincipal.Create(new Actor(ActorKind.Person, "ann", "Ann Lee"), new AdminRoles(AdminRole.Viewer), "test");
        foreach (var service in Service.All)
            (await all.GetAsync(Path, assertions.Issue(ann, service.Name))).Expect(200);
        (await all.GetAsync(Path, assertions.Issue(ann, "all-in-one"))).ExpectProblem(401, "The assertion is for another service.");
        (await all.GetAsync(Path, _console.Sign("one"))).ExpectProblem(401, "is not signed with a key of the Console");
    }

    [Fact]
    public async Task A_service_that_does_not_know_the_Console_takes_the_admin_key_only()
    {
        await using var alone = await Host.StartAsync("alone", [Service.Accounts]);
        (await alone.GetAsync(Path, _console.Sign("one"))).ExpectProblem(401, "set Admin__Console");
        (await alone.GetAsync(Path, Host.AdminKey)).Expect(200);
    }

    [Fact]
    public async Task While_no_key_is_known_an_assertion_is_answered_with_503_and_the_admin_key_is_taken()
    {
        await using var console = await KeyServer.StartAsync("one");
        await using var accounts = await ServiceBehindConsole.StartAsync(console);
        console.Status = 500;
        var reply = await accounts.GetAsync(Path, console.Sign("one"));
        reply.ExpectProblem(503, "because the Console does not answer");
        Assert.True(reply.RetryAfter);
        (await accounts.GetAsync(Path, Host.AdminKey)).Expect(200);
    }

    [Fact]
    public async Task What_is_known_stays_in_use_while_the_Console_is_away()
    {
        (await _accounts.GetAsync(Path, _console.Sign("one"))).Expect(200);
        _console.Status = 500;
        (await _accounts.GetAsync(Path, _console.Sign("one"))).Expect(200);
        _console.Status = 200;
    }

    private static string Encode(JsonObject json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
