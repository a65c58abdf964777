using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Accounts.Records;

/// <summary>The fields of an <see cref="AccountView"/> that filters and queries may name.</summary>
internal static class AccountFields
{
    public static ResourceType Type { get; } = DocumentFields.Create(
        "Account",
        [
            DocumentFields.Exact("id"),
            DocumentFields.Exact("userId"),
            .. AttributeMapping.Fields.Select(field => DocumentFields.Typed(field.Name, field.Type)),
            DocumentFields.Typed("active", AttributeType.Boolean),
            new()
            {
                Name = "accessGroup",
                Type = AttributeType.Complex,
                SubAttributes = [DocumentFields.Exact("id"), DocumentFields.Text("displayName")],
            },
            DocumentFields.Exact("permissions") with { MultiValued = true },
            DocumentFields.Exact("visibilities") with { MultiValued = true },
            DocumentFields.Exact("notifications") with { MultiValued = true },
            DocumentFields.Text("origin"),
            DocumentFields.Typed("version", AttributeType.Integer),
            DocumentFields.Typed("updatedAt", AttributeType.DateTime),
        ]);

    /// <summary>Matches accounts with any of these work e-mail addresses, in upper or lower case.</summary>
    public static BoundFilter WorkEmailIn(IEnumerable<string> emails) =>
        new BoundIn(Type.At("workEmail"), [.. emails.Select(email => email.ToLowerInvariant())]);

    /// <summary>Matches the account that has a unique key's value, in upper or lower case.</summary>
    /// <param name="key"><see cref="AccountCollections.WorkEmail"/> or <see cref="AccountCollections.Upn"/>.</param>
    /// <param name="value">The value.</param>
    public static BoundFilter KeyIs(string key, string value) =>
        new BoundComparison(Type.At(key), ComparisonOperator.Eq, value.ToLowerInvariant());

    /// <summary>Matches the accounts that have access by a group.</summary>
    public static BoundFilter AccessGroupIs(GroupId group) => FilterBinder.Parse($"accessGroup.id eq \"{group}\"", Type);
}
