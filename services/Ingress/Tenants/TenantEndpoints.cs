using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Tenants;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>The admin API of tenants and their settings.</summary>
internal static class TenantEndpoints
{
    private const string Tag = "Tenants";

    private static readonly JsonSerializerOptions Json = DocumentJson.Options;

    /// <summary>The names of all settings. The ones that default to null are set, or JSON would leave them out.</summary>
    private static readonly HashSet<string> SettingNames = NamesOf(
        new TenantSettings { GroupsToSync = [], RemovalGraceSeconds = 0, SilentAfterHours = 0 });

    public static void MapTenants(this IEndpointRouteBuilder app)
    {
        var tenants = app.MapAdminApi(Tag);
        tenants.MapPost("/", CreateAsync)
            .Audited(IngressService.Name, "tenant.create")
            .WithSummary("Creates a tenant with an id and, optionally, settings.");
        tenants.MapGet("/", ListAsync).WithSummary("Lists the tenants that the caller may see.");
        var tenant = app.MapTenantApi<TenantStore>(Tag);
        tenant.MapGet("", GetAsync).WithSummary("Gets a tenant with its settings.");
        tenant.MapPatch("", PatchAsync)
            .Audited(IngressService.Name, "tenant.configure")
            .WithSummary("Changes the given settings and leaves the others alone.");
    }

    private static async Task<Created<JsonObject>> CreateAsync(
        JsonObject body, AdminAct act, TenantStore tenants, CancellationToken cancellationToken)
    {
        var id = body["id"] is JsonValue value && value.TryGetValue<string>(out var text) && TenantId.TryParse(text, null, out var parsed)
            ? parsed
            : throw AdminException.Invalid(
                $"'id' is {ScimJson.Describe(body["id"])}; it takes 1 to 63 lower-case letters, digits and inner hyphens.");
        var settings = Merge(new TenantSettings { Name = id.Value }, body);
        if (!await tenants.TryCreateAsync(id, settings, act, cancellationToken))
            throw AdminException.Conflict($"Tenant '{id}' already exists.");
        return TypedResults.Created($"/api/tenants/{id}", View(await tenants.GetAsync(id, cancellationToken)));
    }

    private static async Task<Ok<ListPage<JsonObject>>> ListAsync(
        [AsParameters] AdminListRequest request, ClaimsPrincipal caller, TenantStore tenants, CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(
            tenants.Documents,
            TenantCollection.Partition,
            document => View(document.Body),
            cancellationToken,
            within: caller.GetRoles().VisibleTenants is { } visible ? TenantCollection.Only(visible) : null));

    private static async Task<Ok<JsonObject>> GetAsync(TenantId tenant, TenantStore tenants, CancellationToken cancellationToken) =>
        TypedResults.Ok(View(await tenants.GetAsync(tenant, cancellationToken)));

    private static async Task<Ok<JsonObject>> PatchAsync(
        TenantId tenant, JsonObject body, AdminAct act, TenantStore tenants, CancellationToken cancellationToken) =>
        TypedResults.Ok(View(await tenants.ConfigureAsync(tenant, settings => Merge(settings, body), act, cancellationToken)));

    private static TenantSettings Merge(TenantSettings settings, JsonObject body)
    {
        var merged = JsonSerializer.SerializeToNode(settings, Json)!.AsObject();
        foreach (var (name, value) in body.Where(member => member.Key != "id"))
        {
            if (!SettingNames.Contains(name))
            {
                throw AdminException.Invalid(
                    $"'{Shown.Text(name)}' is not a setting. Settings are: {string.Join(", ", SettingNames.Order())}.");
            }

            merged[name] = value?.DeepClone();
        }

        try
        {
            var next = SettingsCheck.Check(merged.Deserialize<TenantSettings>(Json)!);
            // Compared as JSON, because records compare their lists by reference.
            var isSame = JsonNode.DeepEquals(JsonSerializer.SerializeToNode(next, Json), JsonSerializer.SerializeToNode(settings, Json));
            return isSame ? settings : next;
        }
        catch (JsonException e)
        {
            var name = e.Path!.TrimStart('$', '.').Split('.', '[')[0];
            throw AdminException.Invalid($"'{name}' is {ScimJson.Describe(merged[name])}; it takes {SettingsCheck.Expected(name)}.");
        }
    }

    private static HashSet<string> NamesOf(TenantSettings settings) =>
        [.. JsonSerializer.SerializeToNode(settings, Json)!.AsObject().Select(setting => setting.Key)];

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
