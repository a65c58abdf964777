using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>Values of each type that a schema may have, also of those that no attribute of users and groups has.</summary>
public sealed class ValueReaderTests
{
    [Theory]
    [InlineData(AttributeType.Integer, "7")]
    [InlineData(AttributeType.Integer, "-9007199254740993")]
    [InlineData(AttributeType.Decimal, "7.25")]
    [InlineData(AttributeType.Decimal, "7")]
    [InlineData(AttributeType.Boolean, "false")]
    [InlineData(AttributeType.DateTime, "\"2011-05-13T04:42:34Z\"")]
    [InlineData(AttributeType.Binary, "\"\"")]
    [InlineData(AttributeType.Binary, "\"QQ==\"")]
    [InlineData(AttributeType.Binary, "\"QUI=\"")]
    [InlineData(AttributeType.Binary, "\"QUJD\"")]
    [InlineData(AttributeType.Binary, "\"QQ\"")]
    [InlineData(AttributeType.Binary, "\"QUI\"")]
    [InlineData(AttributeType.Binary, "\"_-_-\"")]
    public void A_value_of_the_attributes_type_is_taken_as_it_is(AttributeType type, string value)
    {
        var sent = JsonNode.Parse(value);
        var read = ValueReader.Read(Attribute(type), sent, "it");
        Assert.Equal(value, read!.ToJsonString());
        Assert.NotSame(sent, read);
    }

    [Theory]
    [InlineData(AttributeType.Integer, "7.5", "'it' is 7.5; it takes a whole number.")]
    [InlineData(AttributeType.Integer, "\"7\"", "'it' is '7'; it takes a whole number.")]
    [InlineData(AttributeType.Decimal, "\"7.5\"", "'it' is '7.5'; it takes a number.")]
    [InlineData(AttributeType.Decimal, "true", "'it' is true; it takes a number.")]
    [InlineData(AttributeType.Boolean, "0", "'it' is 0; it takes true or false.")]
    [InlineData(AttributeType.DateTime, "\"13/05/2011\"", "'it' is '13/05/2011'; it takes a dateTime such as 2011-05-13T04:42:34Z.")]
    [InlineData(AttributeType.Binary, "\"Q\"", "'it' is 'Q'; it takes Base64.")]
    [InlineData(AttributeType.Binary, "\"Q!==\"", "'it' is 'Q!=='; it takes Base64.")]
    public void Another_value_is_refused_in_words(AttributeType type, string value, string problem)
    {
        var refusal = Assert.Throws<ScimException>(() => ValueReader.Read(Attribute(type), JsonNode.Parse(value), "it"));
        Assert.Equal((400, (string?)ScimErrorType.InvalidValue, problem), (refusal.Status, refusal.ScimType, refusal.Message));
    }

    private static AttributeDefinition Attribute(AttributeType type) => new() { Name = "it", Description = "It.", Type = type };
}
