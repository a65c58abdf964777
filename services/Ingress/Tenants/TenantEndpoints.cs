using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Tenants in the admin API.</summary>
internal static class TenantEndpoints
{
    private static readonly JsonSerializerOptions Json = DocumentJson.Options;

    /// <summary>The names of the settings, from their type: what is unknown is refused by name.</summary>
    private static readonly HashSet<string> SettingNames =
        [.. JsonSerializer.SerializeToNode(new TenantSettings { GroupsToSync = [], RemovalGraceSeconds = 0 }, Json)!.AsObject().Select(setting => setting.Key)];

    public static void MapTenants(this IEndpointRouteBuilder app)
    {
        var tenants = app.MapAdminApi("Tenants");
        tenants.MapPost("/", CreateAsync).WithSummary("Creates a tenant: its id, and any settings.");
        tenants.MapGet("/", ListAsync).WithSummary("Lists tenants.");
        tenants.MapGet("/{tenant}", GetAsync).WithSummary("A tenant with its settings.");
        tenants.MapPatch("/{tenant}", PatchAsync).WithSummary("Changes the settings that are given, and only those.");
    }

    private static async Task<Created<JsonObject>> CreateAsync(JsonObject body, TenantStore tenants, CancellationToken cancellationToken)
    {
        var id = body["id"] is JsonValue value && value.TryGetValue<string>(out var text) && TenantId.TryParse(text, null, out var parsed)
            ? parsed
            : throw AdminException.Invalid("'id' is needed: 1 to 63 lower-case letters, digits and inner hyphens.");
        var settings = Merge(new TenantSettings { Name = id.Value }, body);
        if (!await tenants.TryCreateAsync(id, settings, cancellationToken))
            throw AdminException.Conflict($"There is a tenant '{id}' already.");
        return TypedResults.Created($"/api/tenants/{id}", View(await tenants.GetAsync(id, cancellationToken)));
    }

    private static async Task<Ok<ListPage<JsonObject>>> ListAsync(
        [AsParameters] AdminListRequest request, TenantStore tenants, CancellationToken cancellationToken) => TypedResults.Ok(
            await request.ReadAsync(tenants.Documents, TenantCollections.Partition, document => View(document.Body), cancellationToken));

    private static async Task<Ok<JsonObject>> GetAsync(TenantId tenant, TenantStore tenants, CancellationToken cancellationToken) =>
        TypedResults.Ok(View(await tenants.GetAsync(tenant, cancellationToken)));

    private static async Task<Ok<JsonObject>> PatchAsync(
        TenantId tenant, JsonObject body, TenantStore tenants, TokenStore tokens, CancellationToken cancellationToken)
    {
        var configured = await tenants.ConfigureAsync(tenant, settings => Merge(settings, body), cancellationToken);
        tokens.Forget();
        return TypedResults.Ok(View(configured));
    }

    private static TenantSettings Merge(TenantSettings settings, JsonObject body)
    {
        var merged = JsonSerializer.SerializeToNode(settings, Json)!.AsObject();
        foreach (var (name, value) in body.Where(member => member.Key != "id"))
        {
            if (!SettingNames.Contains(name))
                throw AdminException.Invalid($"'{name}' is no setting. There are: {string.Join(", ", SettingNames.Order())}.");
            merged[name] = value?.DeepClone();
        }

        try
        {
            var next = SettingsCheck.Check(merged.Deserialize<TenantSettings>(Json)!);
            // Records compare lists by reference: settings that say the same must be the same.
            return JsonNode.DeepEquals(JsonSerializer.SerializeToNode(next, Json), JsonSerializer.SerializeToNode(settings, Json)) ? settings : next;
        }
        catch (JsonException e)
        {
            throw AdminException.Invalid($"A setting has a value that it does not take: {e.Path?.TrimStart('$', '.')}.");
        }
    }

    private static JsonObject View(TenantRecord tenant)
    {
        var view = new JsonObject { ["id"] = tenant.Id.Value };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(tenant.Settings, Json)!.AsObject())
            view[name] = value?.DeepClone();
        foreach (var name in SettingNames)
            view[name] ??= null;
        view["version"] = tenant.Version;
        view["createdAt"] = JsonValue.Create(tenant.CreatedAt.UtcDateTime);
        return view;
    }
}
