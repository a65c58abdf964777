using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The texts of refusals: each names the attribute, what was sent, shortened, and what would be right.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("\"active\":\"yes\"", "'active' is 'yes'; it takes true or false.")]
    [InlineData("\"active\":1", "'active' is 1; it takes true or false.")]
    [InlineData("\"title\":true", "'title' is true; it takes a string of valid Unicode.")]
    [InlineData("\"title\":\"\\ud800\"", "'title' is not valid Unicode; it takes a string of valid Unicode.")]
    [InlineData("\"name\":\"Ann\\nLee\"", "'name' is 'Ann\\u000ALee'; it takes an object.")]
    [InlineData("\"name\":{\"givenName\":[\"Ann\"]}", "'name.givenName' is an array of one element; it takes a string of valid Unicode.")]
    [InlineData("\"emails\":{\"value\":\"a@x\"}", "'emails' is an object with 'value'; it takes an array, as it is multi-valued.")]
    [InlineData("\"emails\":[\"a@x\"]", "'emails' is 'a@x'; it takes objects as its elements.")]
    [InlineData(
        "\"emails\":[{\"vaule\":\"a@x\"}]",
        "'emails' has an element that says nothing: an object with 'vaule'. It takes 'value', 'display', 'type', 'primary'.")]
    [InlineData("\"password\":5", "'password' takes a string of valid Unicode.")]
    [InlineData(
        "\"timezone\":\"GMT+1\"",
        "'timezone' is 'GMT+1', which is not an IANA time zone identifier; an example of one is 'Europe/London'.")]
    [InlineData("\"x509Certificates\":[{\"value\":\"*\"}]", "'x509Certificates.value' is '*'; it takes Base64.")]
    public void A_refusal_says_what_is_wrong_and_what_would_be_right(string attribute, string detail) => Assert.Equal(
        detail,
        Assert.Throws<ScimException>(() => ResourceReader.Read(
            Sample.Json($$"""{"schemas":["{{SchemaUrns.User}}"],"userName":"u",{{attribute}}}"""), ResourceTypes.User)).Message);

    [Theory]
    [InlineData(
        """{"op":"add","path":"department","value":"D"}""",
        "'department' is not an attribute of a User. "
        + "Write 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department'.")]
    [InlineData("""{"op":"add","path":"roles.vaule","value":"D"}""",
        "'roles.vaule' is not an attribute of a User. 'roles' has 'value', 'display', 'type', 'primary'.")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"a@x","vaule":"b@x"}]}""",
        "'emails.vaule' is not an attribute. Known are 'value', 'display', 'type', 'primary'.")]
    [InlineData("""{"op":"set","path":"title","value":"x"}""", "Operation 0 has the unknown op 'set'; add, remove and replace are known.")]
    [InlineData("""{"op":"add","value":"x"}""", "'value' is 'x'; it takes an object of attributes where the operation has no path.")]
    public void A_refused_operation_says_it_too(string operation, string detail) =>
        Assert.Equal(detail, Assert.Throws<ScimException>(() => PatchSample.User(operation)).Message);

    [Fact]
    public void What_is_long_is_shortened()
    {
        var detail = Assert.Throws<ScimException>(() => PatchSample.User(
            $$"""{"op":"replace","path":"timezone","value":"{{new string('x', 4_000)}}"}""")).Message;
        Assert.Contains(new string('x', 100) + "…", detail, StringComparison.Ordinal);
        Assert.True(detail.Length < 300, detail);
        Assert.Equal(new string('x', 99) + "…", Shown.Text(new string('x', 99) + "👋y"));
    }
}
