using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Discovery;

/// <summary>The service provider configuration (RFC 7643, section 5; RFC 9865, section 3).</summary>
internal static class ServiceProviderConfig
{
    public static JsonObject Describe(ScimOptions options, string baseUri) => new()
    {
        ["schemas"] = new JsonArray(SchemaUrns.ServiceProviderConfig),
        ["patch"] = Supported(true),
        ["bulk"] = new JsonObject
        {
            ["supported"] = true,
            ["maxOperations"] = options.MaxBulkOperations,
            ["maxPayloadSize"] = options.MaxBodySize,
        },
        ["filter"] = new JsonObject { ["supported"] = true, ["maxResults"] = options.MaxPageSize },
        ["changePassword"] = Supported(false),
        ["sort"] = Supported(true),
        ["etag"] = Supported(true),
        ["pagination"] = new JsonObject
        {
            ["cursor"] = true,
            ["index"] = true,
            ["defaultPaginationMethod"] = "index",
            ["defaultPageSize"] = options.DefaultPageSize,
            ["maxPageSize"] = options.MaxPageSize,
        },
        ["authenticationSchemes"] = new JsonArray(new JsonObject
        {
            ["type"] = "oauthbearertoken",
            ["name"] = "Bearer token",
            ["description"] = "A token of the tenant in the Authorization header.",
            ["specUri"] = "https://www.rfc-editor.org/info/rfc6750",
            ["primary"] = true,
        }),
        ["meta"] = new JsonObject { ["resourceType"] = "ServiceProviderConfig", ["location"] = $"{baseUri}/ServiceProviderConfig" },
    };

    private static JsonObject Supported(bool supported) => new() { ["supported"] = supported };
}
