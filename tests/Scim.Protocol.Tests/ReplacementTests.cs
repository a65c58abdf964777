using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The body of a PUT: what it does not name is unassigned, but for what stays as it is then.</summary>
public sealed class ReplacementTests
{
    [Theory]
    [InlineData("", "active")]
    [InlineData(",\"active\":false", "")]
    [InlineData(",\"ACTIVE\":null", "")]
    public void Whether_a_user_is_active_is_kept_unless_it_is_named(string attributes, string kept) =>
        Assert.Equal(kept, string.Join(',', Users(attributes).Kept.Select(attribute => attribute.Name)));

    [Theory]
    [InlineData("", "members")]
    [InlineData(",\"members\":[]", "")]
    public void Members_are_kept_unless_they_are_named(string attributes, string kept)
    {
        var body = Sample.Json($$"""{"schemas":["{{SchemaUrns.Group}}"],"displayName":"G"{{attributes}}}""");
        Assert.Equal(kept, string.Join(',', Replacement.Read(body, ResourceTypes.Group).Kept.Select(attribute => attribute.Name)));
    }

    [Fact]
    public void A_user_has_what_is_sent_and_what_is_kept()
    {
        var current = Sample.User();
        current["active"] = false;
        var replacement = Users(",\"title\":\"T\"");
        PatchSample.AssertJson(
            $$"""{"userName":"u","title":"T","schemas":["{{SchemaUrns.User}}"],"active":false}""", replacement.Over(current));
        Assert.False(replacement.Attributes.ContainsKey("active"));
        current.Remove("active");
        Assert.False(replacement.Over(current).ContainsKey("active"));
        Assert.False(Users(",\"active\":false").Over(Sample.User())["active"]!.GetValue<bool>());
    }

    private static Replacement Users(string attributes) => Replacement.Read(
        Sample.Json($$"""{"schemas":["{{SchemaUrns.User}}"],"userName":"u"{{attributes}}}"""), ResourceTypes.User);
}
