using System.Security.Claims;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>Creates a machine key, whose secret is in the result only.</summary>
internal sealed class CreateMachineKey(MachineKeyStore keys, TenantLookup<ConsoleService> tenants, TimeProvider time)
{
    /// <param name="request">What the key is to be.</param>
    /// <param name="creator">Who creates it.</param>
    /// <param name="tenant">The tenant that it must be for; null for any.</param>
    /// <param name="act">The act, for the audit log.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AdminException">400: a value is invalid; 403: it is more than the creator has; 503.</exception>
    public async Task<CreatedMachineKey> ExecuteAsync(
        MachineKeyRequest request, ClaimsPrincipal creator, TenantId? tenant, AdminAct act, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var actor = creator.GetActor()!;
        var grant = MachineKeyGrant.Check(request, creator, await ExpiryOfAsync(actor, cancellationToken), now);
        if (tenant is { } only && grant.Tenant != only)
            throw AdminException.Invalid($"A key of tenant '{only}' takes roles for this tenant only, such as viewer:{only}.");
        foreach (var other in grant.Roles.Select(role => role.Tenant).OfType<TenantId>().Distinct())
        {
            if (!await tenants.ExistsAsync(other, cancellationToken))
                throw AdminException.Invalid($"'roles' names tenant '{other}', which does not exist.");
        }

        var key = new MachineKeyRecord
        {
            Id = Guid.CreateVersion7(now),
            Name = grant.Name,
            Roles = [.. grant.Roles.Select(role => role.ToString())],
            Tenant = grant.Tenant,
            CreatedAt = now,
            CreatedBy = actor,
            ExpiresAt = grant.ExpiresAt,
        };
        var secret = MachineKeySecret.Create();
        await keys.AddAsync(key, secret, act, cancellationToken);
        return new CreatedMachineKey(key.Id, key.Name, key.Roles, key.CreatedAt, key.ExpiresAt, secret);
    }

    /// <summary>When the machine key expires that makes the request; null for any other actor.</summary>
    private async Task<DateTimeOffset?> ExpiryOfAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.MachineKey)
            return null;
        var own = Guid.TryParse(actor.Id, out var id) ? await keys.FindAsync(id, tenant: null, cancellationToken) : null;
        return own?.Body.ExpiresAt ?? throw new AdminException(403, "The key that makes this request was deleted.");
    }
}
