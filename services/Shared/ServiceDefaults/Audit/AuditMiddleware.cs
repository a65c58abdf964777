using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// Writes the entries of acts that end with an exception, before that becomes an answer. Stands after authorization, and before whatever
/// refuses a request for what it says.
/// </summary>
internal static class AuditMiddleware
{
    public static void UseAudit(this IApplicationBuilder app) => app.Use(next => context =>
        context.GetEndpoint()?.Metadata.GetMetadata<AuditedAct>() is null ? next(context) : InvokeAsync(context, next));

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        // While the store is away the answer is 503 in any case, and no entry could be written.
        catch (Exception e) when (e is not StoreUnavailableException && !context.Response.HasStarted)
        {
            var act = AdminAct.Of(context);
            var status = RefusalStatus.Of(e, context);
            // An act that was to be recorded with its document was not done then.
            if (!act.IsWritten)
                await context.RequestServices.GetRequiredService<AuditTrail>().AppendAsync(act, AuditTrail.OutcomeOf(status), status);
            throw;
        }
    }
}
