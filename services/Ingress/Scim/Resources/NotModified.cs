using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>Spares a client what it has already (RFC 7644, section 3.14; RFC 9110, section 13.2.2).</summary>
internal static class NotModified
{
    /// <summary>304 if the client has this version; else null.</summary>
    /// <exception cref="ScimException">412: the client wants another version.</exception>
    public static ScimAnswer? If(ResourceRequest request, long version)
    {
        request.Precondition.RequireMatch(version);
        return request.Precondition.IsKnown(version)
            ? new ScimAnswer(StatusCodes.Status304NotModified, null) { ETag = Precondition.TagOf(version) }
            : null;
    }
}
