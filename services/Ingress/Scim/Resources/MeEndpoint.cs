using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>The endpoint <c>/Me</c>, which is not supported: a token identifies a tenant, not a person (RFC 7644, section 3.11).</summary>
internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder scim) => scim.Map("/Me/{**rest}", (HttpContext _) =>
        throw new ScimException(501, null, "'/Me' is not supported: a token belongs to an identity provider, not to a person."));
}
