using Scim.Protocol.Identifiers;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>What is special about attributes of a user.</summary>
public sealed class UserSchemaTests
{
    /// <summary>Names that differ only in how they are written name the same person: <c>eq</c> compares them so.</summary>
    [Fact]
    public void Names_that_people_write_in_different_ways_are_compared_by_their_canonical_key() =>
        Assert.Equal(["userName", "emails.value", "groups.display"], Paths(attribute => attribute.HasCanonicalKey));

    [Fact]
    public void A_replacement_without_active_lets_nobody_in_or_out() =>
        Assert.Equal(["active"], Paths(attribute => attribute.KeptIfOmitted));

    [Fact]
    public void Filters_and_sorting_know_neither_secrets_nor_addresses_that_depend_on_the_request() =>
        Assert.Equal(["password", "groups.$ref"], Paths(attribute => !attribute.Queryable));

    [Fact]
    public void The_names_of_groups_are_kept_with_the_groups() =>
        Assert.Equal(["groups.display"], Paths(attribute => attribute.Detached));

    [Theory]
    [InlineData("pat@acme.example", null)]
    [InlineData("pat", null)]
    [InlineData("", "must not be empty")]
    [InlineData(" \t", "must not be empty")]
    public void A_user_name_is_not_blank(string value, string? problem) =>
        Assert.Equal(problem, Attribute("userName").Check!(value));

    [Theory]
    [InlineData("pat@acme.example", true)]
    [InlineData("", true)]
    [InlineData("  ", true)]
    [InlineData("pat", false)]
    [InlineData("pat@", false)]
    public void An_email_is_an_address_or_blank(string value, bool isAccepted) =>
        Assert.Equal(isAccepted ? null : EmailAddress.Problem, Attribute("emails").SubAttribute("value")!.Check!(value));

    private static AttributeDefinition Attribute(string name) => ResourceTypes.User.Attribute(name)!;

    private static IEnumerable<string> Paths(Func<AttributeDefinition, bool> condition) =>
        from attribute in UserSchema.Core.Attributes
        from part in attribute.SubAttributes.Prepend(attribute)
        where condition(part)
        select part == attribute ? attribute.Name : $"{attribute.Name}.{part.Name}";
}
