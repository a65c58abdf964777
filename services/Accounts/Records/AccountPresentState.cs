using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>Says what an account is now, to subscribers and to the saga of its user.</summary>
internal sealed class AccountPresentState(TimeProvider time) : IPresentState<AccountRecord>
{
    public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        AccountRecord body, PendingMessage discarded, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var messages = new List<PendingMessage> { AccountEvents.Present(body, now) };
        if (body.User is { } user)
        {
            // Answers of generations that the saga no longer waits for are ignored by it.
            var account = new AccountApplied { Tenant = body.Tenant, User = user, Generation = body.Provisioned.Generation };
            var access = new AccessApplied
            {
                Tenant = body.Tenant,
                User = user,
                Generation = body.Access.Generation,
                DisplayName = body.Access.DisplayName,
            };
            messages.Add(PendingMessage.Create(account, MessageIds.Create(user.Value, account.Generation, nameof(AccountApplied)), now));
            messages.Add(PendingMessage.Create(access, MessageIds.Create(user.Value, access.Generation, nameof(AccessApplied)), now));
        }

        return Task.FromResult<IReadOnlyList<PendingMessage>>(messages);
    }
}
