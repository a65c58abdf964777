using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Tokens;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>The collections of tenants and of their tokens. Both are looked up before a tenant is known, so they stand in a partition of their own.</summary>
internal static class TenantCollections
{
    /// <summary>The partition. No tenant may be called so.</summary>
    public static TenantId Partition { get; } = TenantId.Parse("scim-bus", null);

    public static CollectionDefinition<TenantRecord> Tenants { get; } = new()
    {
        Service = DirectoryCollections.Service,
        Name = "tenants",
        Attributes = DocumentFields.Create("Tenant", DocumentFields.Exact("id"), DocumentFields.Exact("name")),
        Resource = tenant => new JsonObject { ["id"] = tenant.Id.Value, ["name"] = tenant.Settings.Name },
    };

    public static CollectionDefinition<TokenRecord> Tokens { get; } = new()
    {
        Service = DirectoryCollections.Service,
        Name = "tokens",
        Attributes = DocumentFields.Create(
            "Token",
            DocumentFields.Exact("id"),
            DocumentFields.Exact("tenant"),
            DocumentFields.Typed("createdAt", AttributeType.DateTime),
            DocumentFields.Typed("expiresAt", AttributeType.DateTime),
            DocumentFields.Typed("lastUsedAt", AttributeType.DateTime)),
        Resource = token => new JsonObject
        {
            ["id"] = token.Id.ToString(),
            ["tenant"] = token.Tenant.Value,
            ["createdAt"] = ResourceTime.Format(token.CreatedAt),
            ["expiresAt"] = token.ExpiresAt is { } expiresAt ? ResourceTime.Format(expiresAt) : null,
            ["lastUsedAt"] = token.LastUsedAt is { } lastUsedAt ? ResourceTime.Format(lastUsedAt) : null,
        },
        UniqueKeys = token => [new UniqueKey("id", token.Id.ToString())],
        Indexed = ["tenant"],
    };
}
