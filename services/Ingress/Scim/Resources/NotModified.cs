using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>Conditional GETs (RFC 7644, section 3.14; RFC 9110, section 13.2.2).</summary>
internal static class NotModified
{
    /// <summary>Returns a 304 if the client has this version already, else null.</summary>
    /// <exception cref="ScimException">412: the version does not match <c>If-Match</c>.</exception>
    public static ScimResult? If(ResourceRequest request, long version)
    {
        request.Precondition.RequireMatch(version);
        return request.Precondition.IsKnown(version)
            ? new ScimResult(StatusCodes.Status304NotModified) { ETag = Precondition.TagOf(version) }
            : null;
    }
}
