using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Tests;

/// <summary>What is published in place of a message of an account that an operator discards.</summary>
public sealed class AccountPresentStateTests
{
    private static readonly UserProfile Ann = new() { UserName = "ann.upn", WorkEmail = "ann@acme.example" };
    private static readonly AccountRecord Account = AccountProvisioning.Create(new AccountId(Guid.Empty), Sample.Command(Ann), default);
    private static readonly GroupId Group = new(Guid.NewGuid());

    [Fact]
    public async Task An_account_with_access_tells_both_and_answers_the_saga() => Assert.Equal(
        [nameof(AccountProvisioned), nameof(AccessGroupApplied), nameof(AccountApplied)],
        await DescribeAsync(Account with { Access = new AccountAccess { Group = Group, Generation = 1, GroupVersion = 1 } }));

    [Fact]
    public async Task An_account_whose_groups_settings_are_not_known_asks_for_them_again() => Assert.Equal(
        [nameof(AccountProvisioned), nameof(AccessGroupApplied), nameof(RequestAccessGroupSettings), nameof(AccountApplied)],
        await DescribeAsync(Account with { Access = new AccountAccess { Group = Group, Generation = 1 } }));

    [Fact]
    public async Task An_account_that_never_had_access_tells_of_none() => Assert.Equal(
        [nameof(AccountProvisioned), nameof(AccountApplied)], await DescribeAsync(Account));

    [Fact]
    public async Task An_account_made_by_hand_answers_no_saga() => Assert.Equal(
        [nameof(AccountProvisioned)], await DescribeAsync(Account with { User = null }));

    private static async Task<IEnumerable<string>> DescribeAsync(AccountRecord account)
    {
        var discarded = PendingMessage.Create(new RetryUser { Tenant = account.Tenant, User = default }, Guid.NewGuid(), default);
        var messages = await new AccountPresentState(TimeProvider.System).DescribeAsync(account, discarded, default);
        return messages.Select(message => message.Type.Split('.')[^1]);
    }
}
