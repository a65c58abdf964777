using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>The admin API of machine keys: all of them for operators, those of a tenant for its admins.</summary>
internal static class MachineKeyEndpoints
{
    private const string Tag = "Machine keys";

    public static void MapMachineKeys(this IEndpointRouteBuilder app)
    {
        var all = app.MapOperatorApi(Tag);
        all.MapGet("/keys", ListAllAsync).RequireRight(AdminRight.Operate).WithSummary("Lists the machine keys, without their secrets.");
        all.MapPost("/keys", CreateAsync)
            .Audited(TimelineCollection.Service, "key.create")
            .WithSummary("Creates a machine key. Only this response contains its secret.");
        all.MapDelete("/keys/{id:guid}", DeleteAsync)
            .Audited(TimelineCollection.Service, "key.delete")
            .WithSummary("Deletes a machine key.");
        var tenant = app.MapTenantApi<TenantLookup<ConsoleService>>(Tag);
        tenant.MapGet("/keys", ListAsync).WithSummary("Lists the machine keys that are for this tenant only, without their secrets.");
        tenant.MapPost("/keys", CreateForTenantAsync)
            .Audited(TimelineCollection.Service, "key.create")
            .WithSummary("Creates a machine key for this tenant. Only this response contains its secret.");
        tenant.MapDelete("/keys/{id:guid}", DeleteOfTenantAsync)
            .Audited(TimelineCollection.Service, "key.delete")
            .WithSummary("Deletes a machine key that is for this tenant only.");
    }

    private static Task<Ok<ListPage<MachineKeyView>>> ListAllAsync(
        [AsParameters] AdminListRequest request, MachineKeyStore keys, CancellationToken cancellationToken) =>
        ReadAsync(request, keys, tenant: null, cancellationToken);

    private static Task<Ok<ListPage<MachineKeyView>>> ListAsync(
        TenantId tenant, [AsParameters] AdminListRequest request, MachineKeyStore keys, CancellationToken cancellationToken) =>
        ReadAsync(request, keys, tenant, cancellationToken);

    private static async Task<Created<CreatedMachineKey>> CreateAsync(
        MachineKeyRequest request,
        ClaimsPrincipal caller,
        AdminAct act,
        CreateMachineKey create,
        CancellationToken cancellationToken)
    {
        var created = await create.ExecuteAsync(request, caller, tenant: null, act, cancellationToken);
        return TypedResults.Created($"/api/keys/{created.Id}", created);
    }

    private static async Task<Created<CreatedMachineKey>> CreateForTenantAsync(
        TenantId tenant,
        MachineKeyRequest request,
        ClaimsPrincipal caller,
        AdminAct act,
        CreateMachineKey create,
        CancellationToken cancellationToken)
    {
        var created = await create.ExecuteAsync(request, caller, tenant, act, cancellationToken);
        return TypedResults.Created($"/api/tenants/{tenant}/keys/{created.Id}", created);
    }

    private static async Task<NoContent> DeleteAsync(Guid id, AdminAct act, MachineKeyStore keys, CancellationToken cancellationToken) =>
        await keys.DeleteAsync(id, tenant: null, act, cancellationToken)
            ? TypedResults.NoContent()
            : throw AdminException.NotFound($"There is no machine key {id}.");

    private static async Task<NoContent> DeleteOfTenantAsync(
        TenantId tenant, Guid id, AdminAct act, MachineKeyStore keys, CancellationToken cancellationToken) =>
        await keys.DeleteAsync(id, tenant, act, cancellationToken)
            ? TypedResults.NoContent()
            : throw AdminException.NotFound($"Tenant '{tenant}' has no machine key {id}.");

    private static async Task<Ok<ListPage<MachineKeyView>>> ReadAsync(
        AdminListRequest request, MachineKeyStore keys, TenantId? tenant, CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(
            keys.Documents,
            MachineKeyCollection.Partition,
            document => MachineKeyView.From(document.Body),
            cancellationToken,
            within: MachineKeyCollection.Of(tenant)));
}
