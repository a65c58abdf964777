using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary><c>/Me</c>: a token is an identity provider's, not a person's, so there is nobody behind it (RFC 7644, section 3.11).</summary>
internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder scim) => scim.Map("/Me/{**rest}", (HttpContext _) =>
        throw new ScimException(501, null, "'/Me' is not supported: a token stands for an identity provider, not for a person."));
}
