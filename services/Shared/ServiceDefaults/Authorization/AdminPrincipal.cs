using System.Security.Claims;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>Actor and roles as the claims of a principal, which have the same names in assertions.</summary>
public static class AdminPrincipal
{
    /// <summary>Claim: the actor's kind.</summary>
    public const string Kind = "kind";

    /// <summary>Claim: the actor's id.</summary>
    public const string Subject = "sub";

    /// <summary>Claim: the actor's name.</summary>
    public const string Name = "name";

    /// <summary>Claim: one role. There is one claim for each.</summary>
    public const string Role = "role";

    /// <summary>Claim: the address of the client, as the Console saw it. In assertions only.</summary>
    public const string Address = "address";

    /// <summary>Creates an authenticated principal.</summary>
    /// <param name="actor">Who it is.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="scheme">Name of the authentication scheme.</param>
    /// <param name="address">Address of the client, if the Console says it; null if the connection does.</param>
    public static ClaimsPrincipal Create(Actor actor, AdminRoles roles, string scheme, string? address = null) => new(new ClaimsIdentity(
        [
            new Claim(Kind, actor.Kind.ToString()),
            new Claim(Subject, actor.Id),
            new Claim(Name, actor.Name),
            .. roles.Names.Select(role => new Claim(Role, role)),
            .. address is null ? Enumerable.Empty<Claim>() : [new Claim(Address, address)],
        ],
        scheme,
        Name,
        Role));

    /// <summary>The actor; null for a principal that is none of the admin API.</summary>
    public static Actor? GetActor(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(Subject) is { Length: > 0 } id
        && Enum.TryParse<ActorKind>(principal.FindFirstValue(Kind), out var kind)
        && Enum.IsDefined(kind)
            ? new Actor(kind, id, principal.FindFirstValue(Name) ?? id)
            : null;

    /// <summary>The roles.</summary>
    public static AdminRoles GetRoles(this ClaimsPrincipal principal) =>
        AdminRoles.ParseKnown(principal.FindAll(Role).Select(claim => claim.Value));
}
