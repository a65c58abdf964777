using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Provisioning.Api;

/// <summary>Sagas in the admin API.</summary>
internal static class SagaEndpoints
{
    public static void MapSagas(this IEndpointRouteBuilder app)
    {
        var sagas = app.MapTenantApi<TenantLookup<ProvisioningService>>("Sagas");
        sagas.MapGet("/sagas", ListAsync).WithSummary("Lists the sagas of users.");
        sagas.MapGet("/sagas/counts", CountAsync).WithSummary("Counts the sagas by state.");
        sagas.MapGet("/sagas/{userId}", GetAsync).WithSummary("Returns the saga of a user, with desired and observed state.");
        sagas.MapPost("/sagas/{userId}/retry", RetryAsync)
            .Audited(SagaCollection.Service, "saga.retry")
            .WithSummary("Retries a faulted saga.");
    }

    private static async Task<Ok<ListPage<SagaView>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        IDocumentCollection<UserProvisioningState> sagas,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(sagas, tenant, SagaView.From, cancellationToken));

    private static async Task<Ok<SagaCounts>> CountAsync(
        TenantId tenant, IDocumentCollection<UserProvisioningState> sagas, CancellationToken cancellationToken) =>
        TypedResults.Ok(await SagaCounts.ReadAsync(sagas, tenant, cancellationToken));

    private static async Task<Ok<SagaView>> GetAsync(
        TenantId tenant, UserId userId, IDocumentCollection<UserProvisioningState> sagas, CancellationToken cancellationToken) =>
        TypedResults.Ok(SagaView.WithAttributes(await FindAsync(tenant, userId, sagas, cancellationToken)));

    private static async Task<Accepted> RetryAsync(
        TenantId tenant,
        UserId userId,
        AdminAct act,
        Outbox<UserProvisioningState> sagas,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var retry = PendingMessage.Create(new RetryUser { Tenant = tenant, User = userId }, Guid.NewGuid(), now);
        var result = await sagas.ChangeAsync(await FindAsync(tenant, userId, sagas.Documents, cancellationToken), Retry, cancellationToken);
        result.EnsureDone($"The saga of user {userId}");
        return TypedResults.Accepted($"/api/tenants/{tenant}/sagas/{userId}");

        Document<UserProvisioningState> Retry(Document<UserProvisioningState> document)
        {
            var saga = document.Body;
            if (saga.CurrentState != nameof(UserState.Faulted))
            {
                throw AdminException.Conflict(
                    $"The saga of user {userId} is in state {saga.CurrentState}; only a faulted saga can be retried.");
            }

            // The message and its audit entry are one write, and the message goes out once the broker is there.
            var next = saga.WithPending([.. saga.Pending, retry]);
            return document with { Body = act.Record(null, next, $"sagas/{userId}", Facts, now) };
        }
    }

    private static JsonObject Facts(UserProvisioningState saga) => new() { ["state"] = saga.CurrentState };

    private static async Task<Document<UserProvisioningState>> FindAsync(
        TenantId tenant, UserId userId, IDocumentCollection<UserProvisioningState> sagas, CancellationToken cancellationToken) =>
        await sagas.GetAsync(tenant, userId.ToString(), cancellationToken)
            ?? throw AdminException.NotFound($"Tenant '{tenant}' has no saga for user {userId}.");
}
