using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>
/// Whether ASP.NET Core is binding a request to the endpoint's parameters just now. What the serializer throws then is about the request:
/// an <see cref="ArgumentException"/> for a name that a <c>JsonObject</c> has twice, an <see cref="InvalidOperationException"/> for an
/// unknown charset. Thrown later, the same exceptions are bugs.
/// </summary>
internal static class BindingPhase
{
    private static readonly object Key = new();

    /// <summary>To be called by the last middleware. Begins nothing for an endpoint that takes no body.</summary>
    public static void Begin(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null)
            return;
        context.Items[Key] = true;
        WrongValue.KeepBody(context.Request);
    }

    /// <summary>To be called by the endpoint's first filter.</summary>
    public static void End(HttpContext context) => context.Items.Remove(Key);

    public static bool IsRunning(HttpContext context) => context.Items.ContainsKey(Key);
}
