using Microsoft.AspNetCore.Http.HttpResults;
using RabbitMQ.Client.Exceptions;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Replays in the admin API: the directory's present state for a subscriber that came late, or lost something.</summary>
internal static class ReplayEndpoints
{
    private const int DefaultRate = 100;
    private const int MaxRate = 10_000;

    public static void MapReplays(this IEndpointRouteBuilder app)
    {
        var replays = app.MapAdminApi("Replays");
        replays.MapPost("/{tenant}/replays", BeginAsync).WithSummary("Sends the directory again: to one queue, or to all subscribers.");
        replays.MapGet("/{tenant}/replays", ListAsync).WithSummary("Lists replays, the latest first.");
        replays.MapGet("/{tenant}/replays/{id:guid}", GetAsync).WithSummary("How far a replay is.");
        replays.MapDelete("/{tenant}/replays/{id:guid}", CancelAsync).WithSummary("Stops a replay.");
    }

    private static async Task<Accepted<ReplayView>> BeginAsync(
        TenantId tenant, ReplayRequest request, TenantStore tenants, Replayer replayer, QueueSender queues, CancellationToken cancellationToken)
    {
        await tenants.GetAsync(tenant, cancellationToken);
        var rate = request.Rate ?? DefaultRate;
        if (rate is < 1 or > MaxRate)
            throw AdminException.Invalid($"'rate' is {rate}; it must be from 1 to {MaxRate} users or groups a second.");
        if (request.Queue is { } queue)
            await RequireAsync(queue, queues, cancellationToken);
        var run = await replayer.BeginAsync(tenant, request.Queue, rate, cancellationToken);
        return TypedResults.Accepted($"/api/tenants/{tenant}/replays/{run.Id}", ReplayView.Of(run));
    }

    private static async Task<Ok<ListPage<ReplayView>>> ListAsync(
        TenantId tenant, [AsParameters] AdminListRequest request, IDocumentCollection<ReplayRun> runs, CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(runs, tenant, document => ReplayView.Of(document.Body), cancellationToken, descending: true));

    private static async Task<Ok<ReplayView>> GetAsync(
        TenantId tenant, Guid id, IDocumentCollection<ReplayRun> runs, CancellationToken cancellationToken) =>
        await runs.GetAsync(tenant, id.ToString(), cancellationToken) is { } run ? TypedResults.Ok(ReplayView.Of(run.Body)) : throw NotFound(tenant, id);

    private static async Task<Ok<ReplayView>> CancelAsync(TenantId tenant, Guid id, Replayer replayer, CancellationToken cancellationToken) =>
        await replayer.CancelAsync(tenant, id, cancellationToken) is { } run ? TypedResults.Ok(ReplayView.Of(run)) : throw NotFound(tenant, id);

    private static async Task RequireAsync(string queue, QueueSender queues, CancellationToken cancellationToken)
    {
        if (!queues.IsPossible)
            throw AdminException.Invalid("This host's transport has no queues that could be named: leave 'queue' out.");
        try
        {
            if (!await queues.ExistsAsync(queue, cancellationToken))
                throw AdminException.Invalid($"The broker has no queue '{queue}'.");
        }
        catch (Exception e) when (e is BrokerUnreachableException or TimeoutException)
        {
            throw AdminException.Unavailable("The broker can't be reached; try again later. Nothing was begun.");
        }
    }

    private static AdminException NotFound(TenantId tenant, Guid id) => AdminException.NotFound($"Tenant '{tenant}' has no replay {id}.");
}

/// <summary>What an operator wants sent again.</summary>
/// <param name="Queue">The subscriber's queue; null for every subscriber.</param>
/// <param name="Rate">Users or groups a second at most: 100 unless it is said.</param>
internal sealed record ReplayRequest(string? Queue, int? Rate);

/// <summary>A replay as the admin API shows it.</summary>
internal sealed record ReplayView
{
    public required Guid ReplayId { get; init; }

    public string? Queue { get; init; }

    public int Rate { get; init; }

    /// <summary><c>running</c>, <c>waiting</c> (see <see cref="Problem"/>), <c>cancelled</c> or <c>done</c>.</summary>
    public required string State { get; init; }

    public string? Problem { get; init; }

    public long Groups { get; init; }

    public long Users { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static ReplayView Of(ReplayRun run) => new()
    {
        ReplayId = run.Id,
        Queue = run.Queue,
        Rate = run.Rate,
        State = run.Cancelled ? "cancelled" : run.FinishedAt is not null ? "done" : run.Problem is null ? "running" : "waiting",
        Problem = run.Problem,
        Groups = run.Groups,
        Users = run.Users,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
    };
}
