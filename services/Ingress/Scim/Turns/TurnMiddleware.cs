using Scim.Bus.Ingress.Tenants;

namespace Scim.Bus.Ingress.Scim.Turns;

/// <summary>Lets an authenticated SCIM request take its tenant's turn, from its reading to the end of its response.</summary>
internal sealed class TurnMiddleware(RequestDelegate next, TenantTurns turns)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var takesTurnsItself = context.GetEndpoint()?.Metadata.GetMetadata<TakesTurnsItself>() is not null;
        if (takesTurnsItself || context.Features.Get<TenantRecord>() is not { } tenant)
        {
            await next(context);
            return;
        }

        using var turn = await turns.TakeAsync(tenant.Id, context.RequestAborted);
        await next(context);
    }
}
