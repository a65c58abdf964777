using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Identifiers;
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
            .. AttributeMapping.Fields.Select(
                field => DocumentFields.Typed(field.Name, field.Type) with { HasCanonicalKey = field.IsLogin }),
            DocumentFields.Typed("active", AttributeType.Boolean),
            new()
            {
                Name = "accessGroup",
                Type = AttributeType.Complex,
                SubAttributes = [DocumentFields.Exact("id"), DocumentFields.Identifier("displayName")],
            },
            DocumentFields.Exact("permissions") with { MultiValued = true },
            DocumentFields.Exact("visibilities") with { MultiValued = true },
            DocumentFields.Exact("notifications") with { MultiValued = true },
            DocumentFields.Text("origin"),
            DocumentFields.Typed("version", AttributeType.Integer),
            DocumentFields.Typed("updatedAt", AttributeType.DateTime),
        ]);

    /// <summary>Matches accounts with any of these work e-mail addresses.</summary>
    public static BoundFilter WorkEmailIn(IEnumerable<CanonicalKey> emails) =>
        new BoundIn(Type.At("workEmail").Key, [.. emails.Select(email => email.Value)]);

    /// <summary>Matches accounts with this work e-mail address or, if UPNs count, this UPN. Inactive ones too.</summary>
    public static BoundFilter IdentifierIs(CanonicalKey identifier, bool orUpn) =>
        orUpn ? new BoundOr(Is("workEmail", identifier), Is("upn", identifier)) : Is("workEmail", identifier);

    /// <summary>Matches the accounts that have access by a group.</summary>
    public static BoundFilter AccessGroupIs(GroupId group) => FilterBinder.Parse($"accessGroup.id eq \"{group}\"", Type);

    private static BoundComparison Is(string field, CanonicalKey value) => new(Type.At(field).Key, ComparisonOperator.Eq, value.Value);
}
