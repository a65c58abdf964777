using System.Security.Claims;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Protocol.Errors;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>What a new machine key is to be, once it was checked what its creator may give to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="ExpiresAt">When it expires, UTC.</param>
internal sealed record MachineKeyGrant(string Name, IReadOnlyList<AdminRole> Roles, DateTimeOffset ExpiresAt)
{
    private const int MaxName = 100;
    private const int MaxRoles = 100;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(365);

    /// <summary>The tenant that all roles are for; null if there are several, or a role is for all.</summary>
    public TenantId? Tenant => Roles.Select(role => role.Tenant).Distinct().ToList() is [var only] ? only : null;

    /// <summary>Checks a request for a key.</summary>
    /// <param name="request">The request.</param>
    /// <param name="creator">Who makes it.</param>
    /// <param name="creatorExpiresAt">When the key expires that makes the request; null for whoever has none that does.</param>
    /// <param name="now">Time of day, UTC.</param>
    /// <exception cref="AdminException">400: a value is invalid; 403: the creator does not have what the key is to have.</exception>
    public static MachineKeyGrant Check(
        MachineKeyRequest request, ClaimsPrincipal creator, DateTimeOffset? creatorExpiresAt, DateTimeOffset now)
    {
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
            throw AdminException.Invalid($"'name' takes 1 to {MaxName} characters that say which program the key is for.");
        if (request.Roles is not { Count: > 0 and <= MaxRoles })
            throw AdminException.Invalid($"'roles' takes 1 to {MaxRoles} roles, such as admin:acme. Roles are: {AdminRole.Forms}.");
        var roles = request.Roles.Select(Parse).Distinct().ToList();
        var mine = creator.GetRoles();
        if (roles.Find(role => !mine.Covers(role)) is { } more)
            throw new AdminException(403, $"A key can't have more than its creator: '{more}' is more than {mine}.");
        var expiresAt = request.ExpiresAt?.ToUniversalTime() ?? Earlier(now + DefaultLifetime, creatorExpiresAt);
        if (expiresAt <= now)
            throw AdminException.Invalid($"'expiresAt' is {expiresAt:O}, which is in the past.");
        if (creatorExpiresAt < expiresAt)
            throw new AdminException(403, $"A key can't outlive the key that creates it, which expires at {creatorExpiresAt:O}.");
        return new MachineKeyGrant(name, roles, expiresAt);
    }

    private static AdminRole Parse(string? text) => AdminRole.TryParse(text, out var role)
        ? role
        : throw AdminException.Invalid($"'{Shown.Text(text ?? "null")}' is not a role. Roles are: {AdminRole.Forms}.");

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
