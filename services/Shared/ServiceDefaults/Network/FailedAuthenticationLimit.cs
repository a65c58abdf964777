using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.ServiceDefaults.Network;

/// <summary>
/// Answers requests without a valid credential with 429 instead of 401 once their address has sent too many, and traces only those before.
/// The credential is looked at in any case, so a valid one is served.
/// </summary>
internal sealed class FailedAuthenticationLimit(FailedAuthentications failures, AuditRefusals audit) : IAuthorizationMiddlewareResultHandler
{
    private const string RetryAfterSeconds = "60";

    private readonly AuthorizationMiddlewareResultHandler _inner = new();

    /// <summary>Ends the trace of a request that will probably be refused, before anything is added to it.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Activity.Current is { Recorded: true } activity && failures.IsOver(context.Connection.RemoteIpAddress))
        {
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            context.Features.Set(new Untraced(activity));
        }

        return next(context);
    }

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Challenged)
        {
            if (context.Features.Get<Untraced>() is { } untraced)
                untraced.Activity.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
            return authorizeResult.Forbidden && !IsScim(context)
                ? ForbidAsync(next, context, policy, authorizeResult)
                : _inner.HandleAsync(next, context, policy, authorizeResult);
        }

        var address = context.Connection.RemoteIpAddress;
        if (AdminEndpoints.IsAdminRequest(context))
            audit.Unknown(context, FailedAuthentications.PartOf(address).ToString());
        if (!IsApi(context) || failures.TryAdd(address))
            return _inner.HandleAsync(next, context, policy, authorizeResult);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Task.CompletedTask;
    }

    /// <summary>Records a refusal before it is answered: what can't be recorded is answered with 503.</summary>
    private async Task ForbidAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        await audit.ForbiddenAsync(context);
        await _inner.HandleAsync(next, context, policy, authorizeResult);
    }

    /// <summary>False for the Console's pages, which lead whoever is not signed in to the sign-in.</summary>
    private static bool IsApi(HttpContext context) => IsScim(context) || AdminEndpoints.IsAdminRequest(context);

    private static bool IsScim(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/scim", StringComparison.OrdinalIgnoreCase);

    /// <param name="Activity">The request's activity, which was recorded until it met the limit.</param>
    private sealed record Untraced(Activity Activity);
}
