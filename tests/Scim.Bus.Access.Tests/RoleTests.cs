using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests;

/// <summary>Roles as they are written, and what they cover.</summary>
public sealed class RoleTests
{
    private static readonly string[] All =
        ["operator", "viewer", "admin:acme", "viewer:acme", "login:acme", "admin:globex", "login:globex"];

    [Fact]
    public void A_role_is_written_as_it_is_read() => Assert.Equal(All, All.Select(text => $"{Parse(text)}"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("admin")]
    [InlineData("login")]
    [InlineData("Operator")]
    [InlineData("operator:acme")]
    [InlineData("admin:")]
    [InlineData("admin:*")]
    [InlineData("admin:Acme")]
    [InlineData("admin: acme")]
    [InlineData("admin:acme:x")]
    [InlineData("owner:acme")]
    [InlineData(" viewer")]
    public void Anything_else_is_no_role(string? text) => Assert.False(AdminRole.TryParse(text, out _));

    /// <summary>Whoever may give a role has every right that it has.</summary>
    [Fact]
    public void A_role_covers_another_exactly_if_it_has_all_its_rights()
    {
        TenantId?[] tenants = [null, TenantId.Parse("acme", null), TenantId.Parse("globex", null), TenantId.Parse("initech", null)];
        foreach (var one in All.Select(Parse))
        {
            foreach (var other in All.Select(Parse))
            {
                var hasAll = Enum.GetValues<AdminRight>()
                    .SelectMany(_ => tenants, (right, tenant) => (right, tenant))
                    .All(pair => !other.Allows(pair.right, pair.tenant) || one.Allows(pair.right, pair.tenant));
                Assert.True(one.Covers(other) == hasAll, $"{one}, {other}");
            }
        }
    }

    [Fact]
    public void What_identity_providers_sent_is_read_by_those_who_change_the_tenant()
    {
        var acme = TenantId.Parse("acme", null);
        Assert.Equal(
            ["operator", "admin:acme"], All.Where(role => Parse(role).Allows(AdminRight.ReadRequestBodies, acme)));
    }

    [Fact]
    public void Somebody_elses_groups_are_left_out()
    {
        var roles = AdminRoles.ParseKnown(["everyone", "admin:acme", "ADMIN:GLOBEX", "admin:acme"]);
        Assert.Equal(["admin:acme"], roles.Names);
        Assert.Equal("no role", $"{AdminRoles.ParseKnown(["everyone"])}");
    }

    private static AdminRole Parse(string text) => AdminRole.TryParse(text, out var role) ? role : throw new FormatException(text);
}
