using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>The collection of tokens, in the partition of tenants.</summary>
internal static class TokenCollection
{
    public static CollectionDefinition<TokenRecord> Definition { get; } = new()
    {
        Service = IngressService.Name,
        Name = "tokens",
        Attributes = DocumentFields.Create(
            "Token",
            DocumentFields.Exact("id"),
            DocumentFields.Exact("tenant"),
            DocumentFields.Typed("name", AttributeType.String),
            DocumentFields.Exact("prefix"),
            DocumentFields.Typed("createdAt", AttributeType.DateTime),
            DocumentFields.Typed("expiresAt", AttributeType.DateTime),
            DocumentFields.Typed("lastUsedAt", AttributeType.DateTime)),
        Resource = token => new JsonObject
        {
            ["id"] = token.Id.ToString(),
            ["tenant"] = token.Tenant.Value,
            ["name"] = token.Name,
            ["prefix"] = token.Prefix,
            ["createdAt"] = ResourceTime.Format(token.CreatedAt),
            ["expiresAt"] = token.ExpiresAt is { } expiresAt ? ResourceTime.Format(expiresAt) : null,
            ["lastUsedAt"] = token.LastUsedAt is { } lastUsedAt ? ResourceTime.Format(lastUsedAt) : null,
        },
        UniqueKeys = token => [new UniqueKey("id", token.Id.ToString())],
        Indexed = ["tenant"],
    };
}
