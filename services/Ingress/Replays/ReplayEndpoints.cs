using Microsoft.AspNetCore.Http.HttpResults;
using RabbitMQ.Client.Exceptions;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Replays;

/// <summary>The admin API of replays, which send the present state to a subscriber that is new or has lost messages.</summary>
internal static class ReplayEndpoints
{
    private const int DefaultRate = 100;
    private const int MaxRate = 10_000;

    public static void MapReplays(this IEndpointRouteBuilder app)
    {
        var replays = app.MapTenantApi<TenantStore>("Replays");
        replays.MapPost("/replays", StartAsync)
            .Audited(IngressService.Name, "replay.start")
            .WithSummary("Sends the present state again, to one queue or all subscribers.");
        replays.MapGet("/replays", ListAsync).WithSummary("Lists replays, newest first.");
        replays.MapGet("/replays/{id:guid}", GetAsync).WithSummary("Gets a replay with its progress.");
        replays.MapDelete("/replays/{id:guid}", CancelAsync)
            .Audited(IngressService.Name, "replay.cancel")
            .WithSummary("Cancels a replay.");
    }

    private static async Task<Accepted<ReplayView>> StartAsync(
        TenantId tenant,
        ReplayRequest request,
        AdminAct act,
        ReplayJob job,
        QueueSender queues,
        CancellationToken cancellationToken)
    {
        var rate = request.Rate ?? DefaultRate;
        if (rate is < 1 or > MaxRate)
            throw AdminException.Invalid($"'rate' is {rate}; it must be from 1 to {MaxRate} a second.");
        if (request.Queue is { } queue)
            await RequireQueueAsync(queue, queues, cancellationToken);
        var types = request.Types?.Distinct().ToList() ?? ReplayRun.Directory;
        if (types.Count == 0 || !types.All(Enum.IsDefined))
            throw AdminException.Invalid("'types' takes at least one of users, groups, memberships, accounts and access.");
        var run = await job.StartAsync(tenant, request.Queue, rate, types, act, cancellationToken);
        return TypedResults.Accepted($"/api/tenants/{tenant}/replays/{run.Id}", ReplayView.From(run));
    }

    private static async Task<Ok<ListPage<ReplayView>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        IDocumentCollection<ReplayRun> runs,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(
            runs, tenant, document => ReplayView.From(document.Body), cancellationToken, descending: true));

    private static async Task<Ok<ReplayView>> GetAsync(
        TenantId tenant, Guid id, IDocumentCollection<ReplayRun> runs, ReplayParts parts, CancellationToken cancellationToken) =>
        await runs.GetAsync(tenant, id.ToString(), cancellationToken) is { } run
            ? TypedResults.Ok(ReplayView.From((await parts.ReadAsync(run.Body, cancellationToken)).Run))
            : throw NotFound(tenant, id);

    private static async Task<Ok<ReplayView>> CancelAsync(
        TenantId tenant, Guid id, AdminAct act, ReplayJob job, CancellationToken cancellationToken) =>
        await job.CancelAsync(tenant, id, act, cancellationToken) is { } run
            ? TypedResults.Ok(ReplayView.From(run))
            : throw NotFound(tenant, id);

    private static async Task RequireQueueAsync(string queue, QueueSender queues, CancellationToken cancellationToken)
    {
        if (!queues.IsPossible)
            throw AdminException.Invalid("This host's in-memory bus has no named queues; omit 'queue'.");
        try
        {
            if (!await queues.ExistsAsync(queue, cancellationToken))
                throw AdminException.Invalid($"The broker has no queue '{Shown.Text(queue)}'.");
        }
        catch (Exception e) when (e is BrokerUnreachableException or TimeoutException)
        {
            throw AdminException.Unavailable("The broker is unavailable, so no replay was started; try again later.");
        }
    }

    private static AdminException NotFound(TenantId tenant, Guid id) => AdminException.NotFound($"Tenant '{tenant}' has no replay {id}.");
}
