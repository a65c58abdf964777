using System.Security.Claims;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Identity;

/// <summary>Issues assertions: the Console's word to another service on who makes a request, and with which roles.</summary>
internal interface IAdminAssertions
{
    /// <summary>Issues an assertion for one request, good for a minute.</summary>
    /// <param name="actor">Whoever makes the request, as <c>AdminPrincipal</c> makes principals.</param>
    /// <param name="audience">Name of the service that the request is for, such as <c>access-groups</c>.</param>
    /// <exception cref="AdminException">503: the signing keys could not be read yet.</exception>
    /// <exception cref="ArgumentException">The principal is none of the admin API.</exception>
    string Issue(ClaimsPrincipal actor, string audience);
}
