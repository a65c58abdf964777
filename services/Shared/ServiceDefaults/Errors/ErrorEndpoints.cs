using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.ServiceDefaults.AdminApi;

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
            store, provider.GetRequiredService<ErrorActions>(), provider.GetRequiredService<TimeProvider>())),
        .. provider.GetServices<IErrorSource>(),
    ]));

    internal static void MapErrors(this IEndpointRouteBuilder app)
    {
        var errors = app.MapOperatorApi("Errors");
        errors.MapGet("/errors", ListAsync).WithSummary("Lists the messages that were set aside, and the services that do not answer.");
        errors.MapPost("/errors/{id}/retry", RetryAsync).WithSummary("Sends a message to its queue again, as it was.");
        errors.MapPost("/errors/retry", RetryAllAsync).WithSummary("Retries all messages that match a filter; all if there is none.");
        errors.MapDelete("/errors/{id}", DiscardAsync).WithSummary(
            "Discards a message. For one that could not be published, the present state of its document is published instead.");
    }

    private static async Task<Ok<ErrorList>> ListAsync(
        [AsParameters] AdminListRequest request, MergedErrors errors, CancellationToken cancellationToken) =>
        TypedResults.Ok(await errors.ListAsync(request, cancellationToken));

    private static async Task<Accepted> RetryAsync(string id, MergedErrors errors, CancellationToken cancellationToken)
    {
        await errors.RetryAsync(id, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Ok<RetryResult>> RetryAllAsync(string? filter, MergedErrors errors, CancellationToken cancellationToken) =>
        TypedResults.Ok(await errors.RetryAllAsync(filter, cancellationToken));

    private static async Task<NoContent> DiscardAsync(string id, bool? force, MergedErrors errors, CancellationToken cancellationToken)
    {
        await errors.DiscardAsync(id, force ?? false, cancellationToken);
        return TypedResults.NoContent();
    }
}
