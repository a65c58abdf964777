using Scim.Bus.AccountMapping;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>
/// Lets accounts exchange login identifiers. If each of several people is to get what another one of them has, every command is refused,
/// whatever their order. An account then gives up what it is to lose, but only if all of them get what they are to have: who waits for
/// somebody else keeps a working login.
/// </summary>
internal sealed class LoginExchange(AccountStore accounts, TimeProvider time)
{
    /// <summary>Accounts that are looked at for one refused command.</summary>
    private const int MaxAccounts = 64;

    /// <summary>Takes what a refused account waits for from other refused accounts, if that completes an exchange.</summary>
    /// <param name="refused">The account, with what it is to have (<see cref="ProvisioningMark.RefusedLogins"/>).</param>
    /// <param name="cancellationToken">Cancels the work; what was given up until then is assigned when the commands are repeated.</param>
    /// <returns>True if everything that the account waits for was free or is now.</returns>
    public async Task<bool> TryCompleteAsync(AccountRecord refused, CancellationToken cancellationToken)
    {
        if (await FindAsync(refused, cancellationToken) is not { } exchange)
            return false;
        var wanted = exchange.SelectMany(AwaitedBy).ToHashSet();
        foreach (var account in exchange.Where(account => account.Id != refused.Id))
            await ReleaseAsync(account, wanted, cancellationToken);
        return true;
    }

    /// <summary>The accounts of the exchange, the refused one among them; null if it would leave somebody waiting.</summary>
    private async Task<IReadOnlyCollection<AccountRecord>?> FindAsync(AccountRecord refused, CancellationToken cancellationToken)
    {
        var found = new Dictionary<AccountId, AccountRecord> { [refused.Id] = refused };
        var queue = new Queue<AccountRecord>([refused]);
        while (queue.TryDequeue(out var account))
        {
            foreach (var identifier in AwaitedBy(account))
            {
                if (await accounts.FindHolderAsync(account.Tenant, identifier.Value, cancellationToken) is not { } holder)
                    continue;
                holder = found.GetValueOrDefault(holder.Id, holder);
                if (!LostBy(holder).Contains(identifier) || found.Count == MaxAccounts)
                    return null;
                if (found.TryAdd(holder.Id, holder))
                    queue.Enqueue(holder);
            }
        }

        return found.Values;
    }

    private async Task ReleaseAsync(AccountRecord account, HashSet<CanonicalKey> wanted, CancellationToken cancellationToken)
    {
        var result = await accounts.ChangeAsync(account.Tenant, account.Id, Release, cancellationToken);
        result?.EnsureDone($"Account {account.Id}");

        AccountRecord Release(AccountRecord present)
        {
            var released = LostBy(present).Where(wanted.Contains).ToHashSet();
            if (released.Count == 0)
                return present;
            var now = time.GetUtcNow();
            // Its saga may have given up.
            var retry = PendingMessage.Create(
                new RetryUser { Tenant = present.Tenant, User = present.User!.Value },
                MessageIds.Create(present.Id.Value, present.Provisioned.NewestGeneration, nameof(RetryUser)),
                now);
            var next = present with { Attributes = LoginIdentifiers.Without(present.Attributes, released) };
            next = next.WithChangeEvent(present, now);
            return next with { Pending = [.. next.Pending, retry] };
        }
    }

    /// <summary>What a refused account is to have, and has not.</summary>
    private static IEnumerable<CanonicalKey> AwaitedBy(AccountRecord account) =>
        account.Provisioned.RefusedLogins.Select(CanonicalKey.From).Except(account.HeldLogins());

    /// <summary>What a refused account has, and is not to have any more. Nothing for an account that is not refused.</summary>
    private static IReadOnlyList<CanonicalKey> LostBy(AccountRecord account) => account.Provisioned.RefusedLogins is { Count: > 0 } wanted
        ? [.. account.HeldLogins().Except(wanted.Select(CanonicalKey.From))]
        : [];
}
