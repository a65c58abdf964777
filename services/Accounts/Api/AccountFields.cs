using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Accounts.Api;

/// <summary>The fields of an account that filters may name.</summary>
internal static class AccountFields
{
    public static ResourceType Type { get; } = new()
    {
        Name = "Account",
        Endpoint = "/accounts",
        Common = [],
        Schema = new Schema
        {
            Id = "urn:scim-bus:Account",
            Name = "Account",
            Attributes =
            [
                Exact("id"),
                Exact("userId"),
                Text("workEmail"),
                Text("firstName"),
                Text("lastName"),
                Text("timeZone"),
                Text("upn"),
                Text("kind"),
                new() { Name = "active", Type = AttributeType.Boolean },
                new() { Name = "accessGroup", Type = AttributeType.Complex, SubAttributes = [Exact("id"), Text("displayName")] },
                Exact("permissions") with { MultiValued = true },
                Exact("visibilities") with { MultiValued = true },
                Exact("notifications") with { MultiValued = true },
                Text("origin"),
                new() { Name = "version", Type = AttributeType.Integer },
                new() { Name = "updatedAt", Type = AttributeType.DateTime },
            ],
        },
    };

    /// <summary>Finds the account with an e-mail address.</summary>
    public static BoundFilter WorkEmailIs(string email) => Is("workEmail", email);

    /// <summary>Finds the accounts with any of these e-mail addresses.</summary>
    public static BoundFilter WorkEmailIn(IEnumerable<string> emails) =>
        new BoundIn(Location("workEmail"), [.. emails.Select(email => email.ToLowerInvariant())]);

    /// <summary>Finds the account with a UPN.</summary>
    public static BoundFilter UpnIs(string upn) => Is("upn", upn);

    private static BoundComparison Is(string field, string value) => new(Location(field), ComparisonOperator.Eq, value.ToLowerInvariant());

    private static AttributeLocation Location(string field) => AttributeLocation.Of(new AttributeReference(null, Type.Attribute(field), null));

    private static AttributeDefinition Text(string name) => new() { Name = name };

    private static AttributeDefinition Exact(string name) => new() { Name = name, CaseExact = true };
}
