using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Cases 6, 7, 15, 16 and 20: what values mean.</summary>
public sealed class ValueCases(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("\"title\":\"\"", "title pr", 0)]
    [InlineData("\"title\":\"t\"", "title pr", 1)]
    [InlineData("\"title\":\"\"", "not (title pr)", 1)]
    [InlineData("\"title\":\"\"", "title eq \"\"", 1)]
    [InlineData("\"name\":{\"givenName\":\"\"}", "name.givenName pr", 0)]
    [InlineData("\"name\":{\"givenName\":\"\"}", "name pr", 0)]
    [InlineData("\"name\":{\"givenName\":\"\",\"familyName\":\"L\"}", "name pr", 1)]
    [InlineData("\"emails\":[{\"value\":\"a@x.example\",\"display\":\"\"}]", "emails.display pr", 0)]
    [InlineData("\"emails\":[{\"value\":\"a@x.example\",\"display\":\"\"}]", "emails[display pr]", 0)]
    [InlineData("\"emails\":[{\"value\":\"a@x.example\",\"display\":\"\"}]", "emails[value pr and not (display pr)]", 1)]
    [InlineData("\"emails\":[{\"type\":\"work\"}]", "emails.value pr", 0)]
    [InlineData("\"emails\":[{\"type\":\"work\"}]", "emails pr", 1)]
    [InlineData("\"" + TenantClient.EnterpriseUrn + "\":{\"department\":\"\"}", TenantClient.EnterpriseUrn + ":department pr", 0)]
    [InlineData("\"" + TenantClient.EnterpriseUrn + "\":{\"department\":\"D\"}", TenantClient.EnterpriseUrn + ":department pr", 1)]
    [Trait("Takes", "Seconds")]
    public async Task Case_06_an_empty_text_is_not_present(string attributes, string filter, int total)
    {
        using var client = await host.NewTenantAsync();
        await client.User("ann", attributes);
        Assert.Equal(total, (await client.Find("Users", filter)).Expect(200).Total());
        var json = System.Text.Json.JsonSerializer.Serialize(filter);
        Assert.Equal(total, (await client.Search("Users/.search", $"\"filter\":{json}")).Expect(200).Total());
    }

    [Fact]
    public async Task Case_07_of_several_work_addresses_the_primary_one_is_the_accounts()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", """
            "emails":[{"type":"work","value":"a@x.example"},{"type":"work","value":"b@x.example","primary":true}]
            """);
        Assert.Equal("b@x.example", Assert.Single(await client.Events<UserProvisioned>()).Profile.WorkEmail);
        (await client.Patch(
            $"Users/{id}", """{"op":"add","path":"emails","value":[{"type":"work","value":"c@x.example","primary":true}]}""")).Expect(200);
        Assert.Equal("c@x.example", Assert.Single(await client.Events<UserUpdated>()).Profile.WorkEmail);
        (await client.Patch($"Users/{id}", """{"op":"replace","path":"emails[value eq \"a@x.example\"].primary","value":true}"""))
            .Expect(200);
        Assert.Contains(await client.Events<UserUpdated>(2), message => message.Profile.WorkEmail == "a@x.example");
    }

    [Theory]
    [InlineData("""[{"type":"home","value":"h@x.example","primary":true},{"type":"work","value":"w@x.example"}]""", "w@x.example")]
    [InlineData("""[{"type":"work","primary":true},{"type":"Work","value":"w@x.example"}]""", "w@x.example")]
    [InlineData("""[{"type":"other","value":"o@x.example"},{"type":"home","value":"h@x.example","primary":true}]""", "h@x.example")]
    [Trait("Takes", "Seconds")]
    public async Task Case_07_neighbours_a_work_address_goes_before_a_primary_one_and_an_element_without_value_is_none(
        string emails, string expected)
    {
        using var client = await host.NewTenantAsync();
        await client.User("ann", $"\"emails\":{emails}");
        Assert.Equal(expected, Assert.Single(await client.Events<UserProvisioned>()).Profile.WorkEmail);
    }

    [Theory]
    [InlineData("External Recruiter ", AccountKind.ExternalRecruiter)]
    [InlineData("\\tEXTERNAL recruiter\\u00a0", AccountKind.ExternalRecruiter)]
    [InlineData("External", AccountKind.Internal)]
    [InlineData(" ", AccountKind.Internal)]
    public async Task Case_15_blanks_around_a_user_type_do_not_count(string userType, AccountKind kind)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", $"\"userType\":\"{userType}\"");
        Assert.Equal(kind, Assert.Single(await client.Events<UserProvisioned>()).Profile.Kind);
        (await client.Patch($"Users/{id}", """{"op":"replace","path":"userType","value":" external recruiter"}""")).Expect(200);
        Assert.Equal(AccountKind.ExternalRecruiter, Assert.Single(await client.Events<UserUpdated>()).Profile.Kind);
    }

    [Fact]
    public async Task Case_16_a_blank_name_is_none_and_stays_in_the_directory_as_it_was_sent()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", """ "displayName":"","name":{"givenName":"","familyName":" "} """);
        var profile = Assert.Single(await client.Events<UserProvisioned>()).Profile;
        Assert.Equal((null, null), (profile.GivenName, profile.FamilyName));
        var group = await client.Group("g", id);
        Assert.Equal("ann", (await client.Get($"Groups/{group}")).Body["members"]![0]!["display"]!.GetValue<string>());
        Assert.Equal("""{"familyName":" ","givenName":""}""", (await client.Get($"Users/{id}")).Body["name"]!.ToJsonString());
    }

    [Theory]
    [InlineData("gt \\\"2020-08-06T15:36:41.948000000Z\\\"", 1)]
    [InlineData("gt \\\"2020-08-06T15:36:41.1Z\\\"", 1)]
    [InlineData("gt \\\"2020-08-06T17:36:41.12345678901234567890+02:00\\\"", 1)]
    [InlineData("lt \\\"2020-08-06T15:36:41.948000000\\\"", 0)]
    public async Task Case_20_a_time_may_have_any_number_of_fraction_digits(string comparison, int total)
    {
        using var client = await host.NewTenantAsync();
        await client.User("ann");
        var filter = $"meta.lastModified {comparison}";
        Assert.Equal(total, (await client.Search("Users/.search", $"\"filter\":\"{filter}\"")).Expect(200).Total());
        Assert.Equal(
            total, (await client.Find("Users", filter.Replace("\\", "", StringComparison.Ordinal))).Expect(200).Total());
    }

    [Theory]
    [InlineData("2020-08-06T15:36:41.Z")]
    [InlineData("2020-08-06T15:36:41.948000000000x")]
    [InlineData("2020-08-06.123456789")]
    public async Task Case_20_neighbours_what_is_no_time_is_refused(string time)
    {
        using var client = await host.NewTenantAsync();
        (await client.Find("Users", $"meta.created ge \"{time}\"")).Refused(400, "invalidFilter");
    }
}
