using Microsoft.AspNetCore.Http;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>
/// Another way to authenticate a request to the admin API, beside the admin key and assertions. Hosts register a singleton for each.
/// </summary>
/// <param name="Name">Name of the authentication scheme, whose principals are made by <c>AdminPrincipal</c>.</param>
/// <param name="IsFor">True for a request that carries this kind of credential.</param>
public sealed record CredentialScheme(string Name, Predicate<HttpRequest> IsFor);
