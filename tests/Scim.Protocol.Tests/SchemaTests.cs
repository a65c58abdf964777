using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>What the schemas say of their attributes, and the attributes that every resource has.</summary>
public sealed class SchemaTests
{
    private static readonly IReadOnlyList<AttributeDefinition> All =
    [
        .. ResourceTypes.All.SelectMany(type => type.TopLevel.Concat(type.Extensions.SelectMany(extension => extension.Attributes)))
            .SelectMany(attribute => attribute.SubAttributes.Prepend(attribute)),
    ];

    [Fact]
    public void Every_attribute_has_a_name_and_a_description() => Assert.All(
        All, attribute => Assert.False(attribute.Name.Length == 0 || attribute.Description.Length == 0, $"{attribute}"));

    [Fact]
    public void Every_reference_says_what_it_refers_to() => Assert.All(
        All.Where(attribute => attribute.Type == AttributeType.Reference),
        attribute => Assert.Contains(Assert.Single(attribute.ReferenceTypes), (string[])["User", "Group", "external", "uri"]));

    /// <summary>As in RFC 7643, section 3.1; every part of <c>meta</c> is read-only, and its texts are case-exact.</summary>
    [Theory]
    [InlineData("schemas", true, true, true, Mutability.ReadOnly, Returned.Always, Uniqueness.None)]
    [InlineData("id", false, true, true, Mutability.ReadOnly, Returned.Always, Uniqueness.Server)]
    [InlineData("externalId", false, false, true, Mutability.ReadWrite, Returned.Default, Uniqueness.None)]
    [InlineData("meta", false, false, false, Mutability.ReadOnly, Returned.Default, Uniqueness.None)]
    public void Common_attributes_are_those_of_the_RFC(
        string name, bool multiValued, bool required, bool caseExact, Mutability mutability, Returned returned, Uniqueness uniqueness)
    {
        var attribute = CommonAttributes.All.Named(name)!;
        Assert.Equal(
            (multiValued, required, caseExact, mutability, returned, uniqueness),
            (attribute.MultiValued, attribute.Required, attribute.CaseExact, attribute.Mutability, attribute.Returned,
                attribute.Uniqueness));
        Assert.All(attribute.SubAttributes, part => Assert.Equal((true, Mutability.ReadOnly), (part.CaseExact, part.Mutability)));
    }

    [Fact]
    public void What_a_definition_does_not_say_is_usual()
    {
        var attribute = new AttributeDefinition { Name = "a" };
        Assert.Equal(("", true), (attribute.Description, attribute.Queryable));
        var schema = new Schema { Id = "urn:x", Name = "X", Attributes = [attribute] };
        Assert.Equal("", schema.Description);
        Assert.Equal("", new ResourceType { Name = "X", Endpoint = "/Xs", Schema = schema }.Description);
    }
}
