using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.Simulation.Tests.Processes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>A SCIM request behind HTTP: authenticated by its token, and handled by the endpoint of its resource.</summary>
internal sealed class SimulatedRequest : ResourceRequest
{
    private readonly JsonObject _body;

    private SimulatedRequest(TenantRecord tenant, ScimOptions options, JsonObject body, RequestEntry entry)
        : base(tenant, options, "https://scim.example/scim/v2", entry) => _body = body;

    public override Precondition Precondition => Precondition.None;

    public override AttributeSelection Selection(ResourceType type) => AttributeSelection.Create(null, null, type);

    public override Task<JsonObject> BodyAsync() => Task.FromResult((JsonObject)_body.DeepClone());

    /// <summary>The secret of a tenant's token.</summary>
    public static string TokenOf(TenantId tenant) => $"token-of-{tenant}";

    /// <summary>Sends a request to a process of the ingress.</summary>
    public static async Task SendAsync(
        SimulatedProcess process,
        TenantId tenant,
        ResourceType type,
        JsonObject body,
        Func<IResourceEndpoint, ResourceRequest, Task> send)
    {
        var token = await process.Get<TokenStore>().CheckAsync(TokenOf(tenant), CancellationToken.None);
        var found = token.Known?.Tenant;
        process.World.Watching.RequireTenant(tenant, found?.Id);
        var endpoint = process.Get<IEnumerable<IResourceEndpoint>>().Single(candidate => candidate.Type == type);
        var options = process.Get<IOptions<ScimOptions>>().Value;
        var entry = new RequestEntry(process.Get<RequestsInFlight>(), "POST", type.Endpoint) { Token = token.Sent };
        entry.About(type, id: null);
        await send(process.World.Variant.Decorate(endpoint), new SimulatedRequest(found!, options, body, entry));
    }

    /// <summary>The body of a PATCH with one operation.</summary>
    public static JsonObject Patch(string operation, string? path, JsonNode? value)
    {
        var entry = new JsonObject { ["op"] = operation };
        if (path is not null)
            entry["path"] = path;
        if (value is not null)
            entry["value"] = value;
        return new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
            ["Operations"] = new JsonArray(entry),
        };
    }
}
