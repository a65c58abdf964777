using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Accounts.Tests;

/// <summary>Manual edits by the admin API.</summary>
public sealed class AccountEditTests
{
    private static readonly UserProfile Full = ProfileMapping.ProfileOf(Sample.FullUser);
    private static readonly UserProfile Other = ProfileMapping.ProfileOf(Sample.OtherUser);

    [Fact]
    public async Task Every_attribute_can_be_edited_found_and_cleared()
    {
        await using var host = await AccountsHost.StartAsync();
        await host.CreateAsync(Fields(Other));
        var id = await host.CreateAsync(new() { ["workEmail"] = "ann@acme.example" });
        var fields = Fields(Full);

        using var edit = await host.EditAsync(id, (JsonObject)fields.DeepClone());
        Assert.Equal(HttpStatusCode.OK, edit.StatusCode);
        var account = await host.GetAsync($"accounts/{id}");
        Assert.All(fields, field => Assert.Equal((string?)field.Value, (string?)account[field.Key]));
        foreach (var (name, value) in fields)
        {
            var filter = Uri.EscapeDataString($"{name} eq {value!.ToJsonString()}");
            var found = (await host.GetAsync($"accounts?filter={filter}"))["items"]!.AsArray();
            Assert.Equal(id, (string?)Assert.Single(found)!["id"]);
        }

        foreach (var name in fields.Select(field => field.Key).Except(["kind"]))
        {
            using var cleared = await host.EditAsync(id, new() { [name] = null });
            Assert.Equal((HttpStatusCode.OK, null), (cleared.StatusCode, (await host.GetAsync($"accounts/{id}"))[name]));
        }
    }

    [Theory]
    [InlineData("""{"kind":null}""", "'kind' is null; it takes 'internal' or 'externalRecruiter'.")]
    [InlineData("""{"kind":"robot"}""", "'kind' is 'robot'; it takes 'internal' or 'externalRecruiter'.")]
    [InlineData("""{"kind":1}""", "'kind' is 1; it takes 'internal' or 'externalRecruiter'.")]
    [InlineData("""{"kind":7}""", "'kind' is 7; it takes 'internal' or 'externalRecruiter'.")]
    [InlineData("""{"kind":"1"}""", "'kind' is '1'; it takes 'internal' or 'externalRecruiter'.")]
    [InlineData("""{"lastName":5}""", "'lastName' is 5; it takes a text or null.")]
    [InlineData("""{"lastName":["Lee"]}""", "'lastName' is an array of one element; it takes a text or null.")]
    [InlineData("""{"active":"yes"}""", "'active' is 'yes'; it takes true or false.")]
    [InlineData("""{"active":{}}""", "'active' is an empty object; it takes true or false.")]
    [InlineData(
        """{"timeZone":"Mars/Base"}""",
        "'timeZone' is 'Mars/Base', which is not an IANA time zone identifier; an example of one is 'Europe/London'.")]
    [Trait("Takes", "Seconds")]
    public Task A_bad_value_is_refused_by_name_and_nothing_changes(string edit, string detail) => AssertRefusedAsync(edit, detail);

    [Theory]
    [InlineData("firstName", 256)]
    [InlineData("lastName", 256)]
    [InlineData("upn", 256)]
    [InlineData("workEmail", 4_096)]
    [Trait("Takes", "Seconds")]
    public async Task Case_29_a_text_may_be_as_long_as_SCIM_takes_it(string field, int longest)
    {
        var text = new string('a', longest - "@acme.example".Length) + "@acme.example";
        await AssertRefusedAsync(
            new JsonObject { [field] = "a" + text }.ToJsonString(), $"'{field}' has {longest + 1} characters; {longest} is the most.");
        await using var host = await AccountsHost.StartAsync();
        var id = await host.CreateAsync(new() { ["workEmail"] = "ann@acme.example" });
        using var edit = await host.EditAsync(id, new() { [field] = text });
        Assert.Equal((HttpStatusCode.OK, text), (edit.StatusCode, (string?)(await host.GetAsync($"accounts/{id}"))[field]));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public Task A_refusal_shortens_what_was_sent() => AssertRefusedAsync(
        new JsonObject { ["workEmail"] = new string('x', 4_000) }.ToJsonString(),
        $"'workEmail' is '{new string('x', 100)}…', which is not an e-mail address such as 'ann@example.com'.");

    [Fact]
    public Task A_field_of_another_name_is_refused_with_the_names_that_there_are() => AssertRefusedAsync(
        """{"LastName":"Lee"}""",
        $"'LastName' can't be edited. Editable fields: {string.Join(", ", AttributeMapping.Fields.Select(field => field.Name))}, active.");

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_edit_of_a_users_account_is_marked_with_who_made_it_until_a_push_overwrites_it()
    {
        await using var host = await AccountsHost.StartAsync();
        var command = Sample.Command(Other);
        await host.PublishAsync(command);
        var id = (await host.ReadAsync(command.User)).Account.ToString();
        // A header that once named the editor: anybody could write anything there.
        host.Http.DefaultRequestHeaders.Add("X-Edited-By", "pat");

        using var edit = await host.EditAsync(id, new() { ["firstName"] = "By hand", ["active"] = false, ["lastName"] = Other.FamilyName });
        Assert.Equal(HttpStatusCode.OK, edit.StatusCode);
        var edits = (await host.ReadAsync(command.User)).Edits;
        Assert.Equal(
            [("firstName", "the operator's key"), ("active", "the operator's key")], edits.Select(one => (one.Field, one.By!)));

        await host.PublishAsync(Sample.Command(Other, version: 2));
        Assert.Equal(["active"], (await host.ReadAsync(command.User)).Edits.Select(one => one.Field));
    }

    private static async Task AssertRefusedAsync(string edit, string detail)
    {
        await using var host = await AccountsHost.StartAsync();
        var id = await host.CreateAsync(new() { ["workEmail"] = "ann@acme.example" });
        var before = await host.GetAsync($"accounts/{id}");

        using var response = await host.EditAsync(id, JsonNode.Parse(edit)!.AsObject());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(detail, (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]);
        Assert.Equal(before.ToJsonString(), (await host.GetAsync($"accounts/{id}")).ToJsonString());
    }

    private static JsonObject Fields(UserProfile profile) => new(AttributeMapping.Fields.Select(field => KeyValuePair.Create(
        field.Name, JsonSerializer.SerializeToNode(field.InProfile(profile), JsonSerializerOptions.Web))));
}
