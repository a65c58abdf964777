using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Accounts.Api;

/// <summary>The fields of an account that filters may name.</summary>
internal static class AccountFields
{
    public static ResourceType Type { get; } = DocumentFields.Create(
        "Account",
        DocumentFields.Exact("id"),
        DocumentFields.Exact("userId"),
        DocumentFields.Text("workEmail"),
        DocumentFields.Text("firstName"),
        DocumentFields.Text("lastName"),
        DocumentFields.Text("timeZone"),
        DocumentFields.Text("upn"),
        DocumentFields.Text("kind"),
        DocumentFields.Typed("active", AttributeType.Boolean),
        new() { Name = "accessGroup", Type = AttributeType.Complex, SubAttributes = [DocumentFields.Exact("id"), DocumentFields.Text("displayName")] },
        DocumentFields.Exact("permissions") with { MultiValued = true },
        DocumentFields.Exact("visibilities") with { MultiValued = true },
        DocumentFields.Exact("notifications") with { MultiValued = true },
        DocumentFields.Text("origin"),
        DocumentFields.Typed("version", AttributeType.Integer),
        DocumentFields.Typed("updatedAt", AttributeType.DateTime));

    /// <summary>Finds the account with an e-mail address.</summary>
    public static BoundFilter WorkEmailIs(string email) => Is("workEmail", email);

    /// <summary>Finds the accounts with any of these e-mail addresses.</summary>
    public static BoundFilter WorkEmailIn(IEnumerable<string> emails) =>
        new BoundIn(Type.At("workEmail"), [.. emails.Select(email => email.ToLowerInvariant())]);

    /// <summary>Finds the account with a UPN.</summary>
    public static BoundFilter UpnIs(string upn) => Is("upn", upn);

    private static BoundComparison Is(string field, string value) => new(Type.At(field), ComparisonOperator.Eq, value.ToLowerInvariant());
}
