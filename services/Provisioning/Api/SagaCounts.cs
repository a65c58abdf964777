using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Api;

/// <summary>How many of a tenant's users are in which state.</summary>
/// <param name="InSync">Their account is as the directory says.</param>
/// <param name="Applying">Their account is being changed.</param>
/// <param name="OnHold">Their account waits for a sync.</param>
/// <param name="AwaitingProfile">They are in a group, and not pushed yet.</param>
/// <param name="Faulted">A change of their account failed.</param>
/// <param name="Deprovisioned">They have no account and should have none.</param>
internal sealed record SagaCounts(long InSync, long Applying, long OnHold, long AwaitingProfile, long Faulted, long Deprovisioned)
{
    public static async Task<SagaCounts> ReadAsync(
        IDocumentCollection<UserProvisioningState> sagas, TenantId tenant, CancellationToken cancellationToken)
    {
        return new SagaCounts(
            await CountAsync(nameof(UserState.InSync)),
            await CountAsync(nameof(UserState.Applying)),
            await CountAsync(nameof(UserState.OnHold)),
            await CountAsync(nameof(UserState.AwaitingProfile)),
            await CountAsync(nameof(UserState.Faulted)),
            await CountAsync(nameof(UserState.Deprovisioned)));

        Task<long> CountAsync(string state) => sagas.CountAsync(tenant, SagaCollection.InState(state), cancellationToken);
    }
}
