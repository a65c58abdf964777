using Microsoft.AspNetCore.Http;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>The entries of requests that are refused for want of a right, or of a key that is known.</summary>
internal sealed class AuditRefusals(AuditTrail trail, CountedRequests counted)
{
    private const string UnknownKey = "authentication.fail";

    /// <summary>Writes the entry of a request that is about to be refused with 403.</summary>
    /// <exception cref="Scim.Bus.DocumentStore.StoreUnavailableException">It could not be written: the answer is 503.</exception>
    public Task ForbiddenAsync(HttpContext context)
    {
        var act = AdminAct.Of(context);
        if (act.Actor is not { } actor)
            return Task.CompletedTask;
        if (counted.TryPass(actor))
            return trail.AppendAsync(act, AuditOutcome.Refused, StatusCodes.Status403Forbidden);
        counted.Add(act.Action, actor, act.Address, context.Request);
        return Task.CompletedTask;
    }

    /// <summary>Counts a request to the admin API whose key nobody knows.</summary>
    /// <param name="context">The request.</param>
    /// <param name="address">Its address, or the network's part of it.</param>
    public void Unknown(HttpContext context, string address)
    {
        if (BearerToken.From(context.Request) is { Length: > 0 })
            counted.Add(UnknownKey, null, address, context.Request);
    }
}
