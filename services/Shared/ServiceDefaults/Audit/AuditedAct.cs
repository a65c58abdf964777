using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>Metadata of an endpoint: it is an act of the audit log.</summary>
/// <param name="Service">The service whose log has the entries; null for the first of the host.</param>
/// <param name="Action">Name of the act, such as <c>token.issue</c>.</param>
public sealed record AuditedAct(string? Service, string Action);

/// <summary>Metadata of an endpoint that changes something: its entries are written elsewhere, not by its declaration.</summary>
/// <param name="By">What writes them.</param>
public sealed record AuditedElsewhere(string By);

/// <summary>Declares acts of the audit log.</summary>
public static class AuditedEndpoint
{
    /// <summary>
    /// Declares that an endpoint is an act of the audit log. Its handler takes the <see cref="AdminAct"/> as a parameter and puts the entry
    /// into the outbox of the document that it changes (<see cref="AdminAct.Record{T}"/>). Whatever it does not record so has its entry
    /// before the answer: an act that changes nothing, a reading that is an act, a refusal.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="service">The service that it belongs to; null for what every service has.</param>
    /// <param name="action">Name of the act.</param>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder endpoint, string? service, string action) => endpoint
        .WithMetadata(new AuditedAct(service, action))
        .AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            var http = context.HttpContext;
            var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
            var outcome = status >= StatusCodes.Status400BadRequest ? AuditOutcome.Refused
                : HttpMethods.IsGet(http.Request.Method) ? AuditOutcome.Done
                : AuditOutcome.Unchanged;
            if (AdminAct.Of(http) is { IsRecorded: false } act)
            {
                await http.RequestServices.GetRequiredService<AuditTrail>().AppendAsync(
                    act, outcome, outcome == AuditOutcome.Refused ? status : null);
            }

            return result;
        });
}
