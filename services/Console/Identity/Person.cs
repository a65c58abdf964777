using System.Security.Claims;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Identity;

/// <summary>The principal of a session: a person of the identity provider, or whoever has the operator's key.</summary>
internal static class Person
{
    /// <summary>Creates the principal of somebody who signed in at the provider.</summary>
    /// <param name="subject">The provider's name for the account, which never changes.</param>
    /// <param name="name">Name for people to read.</param>
    /// <param name="roles">Roles; those that do not exist are left out.</param>
    public static ClaimsPrincipal Create(string subject, string name, IEnumerable<string> roles) =>
        AdminPrincipal.Create(new Actor(ActorKind.Person, subject, name), AdminRoles.ParseKnown(roles), Session.Scheme);

    /// <summary>Creates the principal of whoever has the operator's key.</summary>
    public static ClaimsPrincipal CreateOperator() =>
        AdminPrincipal.Create(Actor.OperatorKey, new AdminRoles(AdminRole.Operator), Session.Scheme);
}
