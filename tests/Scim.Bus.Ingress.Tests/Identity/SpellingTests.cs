using Scim.Bus.Contracts;
using static Scim.Bus.Ingress.Tests.Identity.Spellings;

namespace Scim.Bus.Ingress.Tests.Identity;

/// <summary>Spellings of one identifier: they are one, and each is shown as it was sent.</summary>
public sealed class SpellingTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("pat@acme.example", "pat@acme.example ")]
    [InlineData("pat@acme.example", " PAT@acme.example")]
    public Task Case_10_blanks_around_an_identifier_make_no_difference(string first, string second) => AssertSameAsync(first, second);

    [Theory]
    [InlineData("jos\u00E9@acme.example", "jose\u0301@acme.example")]
    [InlineData("JOSE\u0301@acme.example", "jos\u00E9@acme.example")]
    [InlineData("\u1E69@acme.example", "s\u0307\u0323@acme.example")]
    [InlineData("\u212Bsa@acme.example", "\u00E5sa@acme.example")]
    [InlineData("\uAC00@acme.example", "\u1100\u1161@acme.example")]
    [Trait("Takes", "Seconds")]
    public Task Case_11_canonically_equivalent_identifiers_are_one(string first, string second) => AssertSameAsync(first, second);

    [Theory]
    [InlineData("ann@m\u00FCnchen.example", "ann@xn--mnchen-3ya.example")]
    [InlineData("ann@xn--mnchen-3ya.example", "ann@MU\u0308NCHEN.example")]
    [InlineData("ann@m\u00FCnchen\u3002example", "ann@m\u00FCnchen.example")]
    public Task Case_12_a_domain_and_its_A_label_are_one(string first, string second) => AssertSameAsync(first, second);

    [Theory]
    [InlineData("Sales", "Sales ")]
    [InlineData("Sales", "\u00A0SALES")]
    [InlineData("Vertrieb S\u00FCd", "Vertrieb Su\u0308d")]
    [InlineData("ΑΒΓΣ", "αβγς")]
    public async Task Case_14_spellings_of_a_groups_name_are_one(string first, string second)
    {
        using var client = await host.NewTenantAsync();
        var group = await client.Group(first);
        var other = await client.Group("Other");

        (await client.Post("Groups", TenantClient.GroupBody(second))).Refused(409, "uniqueness");
        (await client.Put($"Groups/{other}", TenantClient.GroupBody(second))).Refused(409, "uniqueness");
        (await client.Patch($"Groups/{other}", $$"""{"op":"replace","path":"displayName","value":"{{second}}"}"""))
            .Refused(409, "uniqueness");
        (await client.Patch($"Groups/{other}", $$$"""{"op":"replace","value":{"displayName":"{{{second}}}"}}"""))
            .Refused(409, "uniqueness");
        Assert.Equal(group, FirstId((await client.Find("Groups", $"displayName eq \"{second}\"")).Expect(200)));

        var user = await client.User("ann");
        (await client.Patch($"Groups/{group}", TenantClient.AddMembers(user))).Expect(200);
        Assert.Equal(user, FirstId((await client.Find("Users", $"groups.display eq \"{second}\"")).Expect(200)));
        Assert.Equal(0, (await client.Find("Users", $"groups.display ne \"{second}\" and groups pr")).Expect(200).Total());

        // Another spelling is a change of what is shown, not another name.
        (await client.Put($"Groups/{group}", TenantClient.GroupBody(second, user))).Expect(200);
        Assert.Equal(second, (await client.Get($"Groups/{group}")).Body["displayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task Case_10_the_account_is_told_the_address_without_blanks_and_SCIM_shows_what_was_sent()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("pat", Work(" Pat@acme.example "));
        var shown = (await client.Get($"Users/{id}")).Expect(200);
        Assert.Equal(" Pat@acme.example ", shown.Body["emails"]![0]!["value"]!.GetValue<string>());
        Assert.Equal("Pat@acme.example", Assert.Single(await client.Events<UserProvisioned>()).Profile.WorkEmail);
    }

    [Theory]
    [InlineData("co", "M\u00DCNCHEN", 1)]
    [InlineData("co", "mu\u0308nchen", 1)]
    [InlineData("sw", "ANN@", 1)]
    [InlineData("ew", ".EXAMPLE", 1)]
    [InlineData("ne", "ann@xn--mnchen-3ya.example", 0)]
    [InlineData("eq", "ann", 0)]
    [Trait("Takes", "Seconds")]
    public async Task Case_11_other_operators_see_the_text_that_was_sent_whatever_its_case_and_form(string op, string value, int count)
    {
        using var client = await host.NewTenantAsync();
        await client.User("ann", Work("Ann@m\u00FCnchen.example"));
        Assert.Equal(count, (await client.Find("Users", $"emails.value {op} \"{value}\"")).Expect(200).Total());
        Assert.Equal(count, (await client.Find("Users", $"emails[type eq \"work\" and value {op} \"{value}\"]")).Expect(200).Total());
    }

    /// <summary>Asserts that two texts are one userName and one work address, for pushes and for filters.</summary>
    private async Task AssertSameAsync(string first, string second)
    {
        using var client = await host.NewTenantAsync();
        var holder = await client.User("holder", Work(first));
        var named = await client.User($"x{first}");
        var other = await client.User("other", Work("other@acme.example"));

        (await client.Post("Users", TenantClient.UserBody("new", Work(second)))).Refused(409, "uniqueness");
        (await client.Post("Users", TenantClient.UserBody(second))).Refused(409, "uniqueness");
        foreach (var change in Addressings(other, "other", second).Concat(Renamings(other, second, "other@acme.example")))
            (await change(client)).Refused(409, "uniqueness");
        Assert.Equal("409", Statuses(await client.Post("Bulk", Bulk(TenantClient.UserBody("new", Work(second))))));

        foreach (var filter in (string[])[$"emails.value eq \"{second}\"", $"emails[value eq \"{second}\"]", $"emails eq \"{second}\""])
            Assert.Equal(holder, FirstId((await client.Find("Users", filter)).Expect(200)));
        Assert.Equal(named, FirstId((await client.Find("Users", $"userName eq \"{Prefixed(second)}\"")).Expect(200)));
        (await client.Patch($"Users/{holder}", $$"""{"op":"replace","path":"emails[value eq \"{{second}}\"].display","value":"d"}"""))
            .Expect(200);

        var shown = (await client.Get($"Users/{holder}")).Expect(200);
        Assert.Equal((first, "d"), (Text(shown, "value"), Text(shown, "display")));
        // The holder may change the spelling of what is theirs.
        (await client.Put($"Users/{holder}", TenantClient.UserBody(second, Work(first)))).Expect(200);
    }

    /// <summary>The text with an x before the first character that is no blank.</summary>
    private static string Prefixed(string text) => text.Insert(text.Length - text.TrimStart().Length, "x");

    private static string? Text(Response user, string part) => user.Body["emails"]![0]![part]?.GetValue<string>();

    private static string FirstId(Response list) => Assert.Single(list.Body["Resources"]!.AsArray())!["id"]!.GetValue<string>();
}
