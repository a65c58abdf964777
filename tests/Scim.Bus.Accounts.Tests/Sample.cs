using System.Text.Json.Nodes;
using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Accounts.Tests;

/// <summary>Users and commands to test with.</summary>
internal static class Sample
{
    /// <summary>A SCIM User with every attribute of the schemas, so that one that is mapped anew is in it too.</summary>
    public static JsonObject FullUser { get; } = CreateUser("one", "Europe/London", "External Recruiter");

    /// <summary>Another one, whose attributes all differ.</summary>
    public static JsonObject OtherUser { get; } = CreateUser("two", "Europe/Berlin", "Employee");

    /// <summary>A command to apply a profile, all of whose attributes changed at a version.</summary>
    public static ApplyAccount Command(UserProfile profile, long version = 1) => new()
    {
        Tenant = AccountsHost.Tenant,
        User = new UserId(Guid.Parse("0198c0de-0000-7000-8000-000000000001")),
        Generation = version,
        Exists = true,
        Active = true,
        Profile = profile,
        ProfileVersion = version,
        ChangedAt = AttributeMapping.Attributes.ToDictionary(attribute => attribute.Attribute, _ => version),
    };

    private static JsonObject CreateUser(string mark, string timeZone, string userType)
    {
        var user = Complex(ResourceTypes.User.TopLevel, mark);
        foreach (var extension in ResourceTypes.User.Extensions)
            user[extension.Id] = Complex(extension.Attributes, mark);
        user["timezone"] = timeZone;
        user["userType"] = userType;
        return user;
    }

    private static JsonObject Complex(IEnumerable<AttributeDefinition> attributes, string mark) =>
        new(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, Values(attribute, mark))));

    private static JsonNode? Values(AttributeDefinition attribute, string mark) =>
        attribute.MultiValued ? new JsonArray(Value(attribute, mark)) : Value(attribute, mark);

    private static JsonNode? Value(AttributeDefinition attribute, string mark) => attribute.Type switch
    {
        AttributeType.Complex => Complex(attribute.SubAttributes, mark),
        AttributeType.Boolean => true,
        AttributeType.Integer or AttributeType.Decimal => mark.GetHashCode(StringComparison.Ordinal),
        // Of what has a canonical key, only the value of an e-mail must be an address; the others may be one.
        _ => $"{attribute.Name}.{mark}{(attribute.HasCanonicalKey ? "@acme.example" : "")}",
    };
}
