using Microsoft.AspNetCore.Http;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>Why a request is refused with 401 or 403, for whoever made it to read.</summary>
public static class RefusalDetail
{
    private static readonly object Key = new();

    /// <summary>Keeps the detail until the answer is written.</summary>
    public static void Set(HttpContext context, string detail) => context.Items[Key] = detail;

    /// <summary>The detail; null if none was set.</summary>
    public static string? Of(HttpContext context) => context.Items.TryGetValue(Key, out var detail) ? detail as string : null;
}
