using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Reading;

/// <summary>Answers Provisioning's requests for accounts, which it compares with the directory.</summary>
internal sealed class ReadAccountsConsumer(AccountStore accounts) : IConsumer<ReadAccounts>
{
    private const int MaxCount = 1_000;

    public async Task Consume(ConsumeContext<ReadAccounts> context)
    {
        var request = context.Message;
        await context.RespondInTimeAsync(request.Owners is { } owners
            ? new AccountPage { Accounts = await FindByOwnersAsync(request.Tenant, owners, context.CancellationToken) }
            : await PageAsync(request, context.CancellationToken));
    }

    /// <summary>The accounts of these users, and accounts made by hand that would be linked to them by their work e-mail.</summary>
    private async Task<IReadOnlyList<AccountSnapshot>> FindByOwnersAsync(
        TenantId tenant, IReadOnlyList<AccountOwner> owners, CancellationToken cancellationToken)
    {
        var linked = await accounts.FindByUsersAsync(tenant, [.. owners.Select(owner => owner.User)], cancellationToken);
        var haveAccounts = linked.Select(account => account.User!.Value).ToHashSet();
        var emails = owners.Where(owner => !haveAccounts.Contains(owner.User)).Select(owner => owner.WorkEmail).OfType<string>();
        var manual = (await accounts.FindLinkableAsync(tenant, emails, cancellationToken)).Values.Select(document => document.Body);
        return [.. linked.Concat(manual).Select(ToSnapshot)];
    }

    private async Task<AccountPage> PageAsync(ReadAccounts request, CancellationToken cancellationToken)
    {
        var count = Math.Clamp(request.Count, 1, MaxCount);
        var after = request.After is { } last ? new PagePosition(null, last.ToString()) : null;
        var page = await accounts.PageAsync(request.Tenant, after, count, cancellationToken);
        return new AccountPage
        {
            Accounts = [.. page.Where(account => account.User is not null).Select(ToSnapshot)],
            Next = page.Count == count ? page[^1].Id : null,
        };
    }

    private static AccountSnapshot ToSnapshot(AccountRecord account) => new()
    {
        Account = account.Id,
        User = account.User,
        State = account.State(),
        Generation = account.NewestGeneration,
        ProfileVersion = account.Provisioned.ProfileVersion,
        ProvisionedActive = account.Provisioned.Active,
        Edits = account.Edits,
    };
}
