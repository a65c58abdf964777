using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Scim.Http;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>Spares a client what it has already (RFC 7644, section 3.14; RFC 9110, section 13.1.2).</summary>
internal static class NotModified
{
    /// <summary>304 if the client has this version; else null.</summary>
    public static ScimAnswer? If(ScimRequest request, long version)
    {
        var tag = Precondition.TagOf(version);
        return request.KnownTags is { } known && (known.Contains(tag) || known.Contains("*"))
            ? new ScimAnswer(StatusCodes.Status304NotModified, null) { ETag = tag }
            : null;
    }
}
