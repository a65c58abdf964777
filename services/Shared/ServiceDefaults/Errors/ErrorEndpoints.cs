using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>
/// Messages that were set aside in the admin API. Every service serves its own; the Console serves those of all services.
/// </summary>
public static class ErrorEndpoints
{
    /// <summary>Adds the errors of this process's services, once all of them are registered.</summary>
    internal static void AddErrorApi(this IServiceCollection services) => services.AddSingleton(provider => new MergedErrors(
    [
        .. provider.GetServices<ErrorStore>().Select(store => new LocalErrorSource(
            store,
            provider.GetRequiredService<ErrorActions>(),
            provider.GetRequiredService<AuditTrail>(),
            provider.GetRequiredService<TimeProvider>())),
        .. provider.GetServices<IErrorSource>(),
    ]));

    internal static void MapErrors(this IEndpointRouteBuilder app)
    {
        var errors = app.MapOperatorApi("Errors");
        errors.MapGet("/errors", ListAsync).WithSummary("Lists the messages that were set aside, and the services that do not answer.");
        errors.MapPost("/errors/{id}/retry", RetryAsync)
            .Audited(service: null, "error.retry")
            .WithSummary("Sends a message to its queue again, as it was.");
        errors.MapPost("/errors/retry", RetryAllAsync)
            .Audited(service: null, "error.retry-all")
            .WithSummary("Retries all messages that match a filter; all if there is none.");
        errors.MapDelete("/errors/{id}", DiscardAsync).Audited(service: null, "error.discard").WithSummary(
            "Discards a message. For one that could not be published, the present state of its document is published instead.");
    }

    private static async Task<Ok<ErrorList>> ListAsync(
        [AsParameters] AdminListRequest request, MergedErrors errors, CancellationToken cancellationToken) =>
        TypedResults.Ok(await errors.ListAsync(request, cancellationToken));

    private static async Task<Accepted> RetryAsync(string id, AdminAct act, MergedErrors errors, CancellationToken cancellationToken)
    {
        await errors.RetryAsync(id, act, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Ok<RetryResult>> RetryAllAsync(
        string? filter, AdminAct act, MergedErrors errors, CancellationToken cancellationToken) =>
        TypedResults.Ok(await errors.RetryAllAsync(filter, act, cancellationToken));

    private static async Task<NoContent> DiscardAsync(
        string id, bool? force, AdminAct act, MergedErrors errors, CancellationToken cancellationToken)
    {
        await errors.DiscardAsync(id, force ?? false, act, cancellationToken);
        return TypedResults.NoContent();
    }
}
