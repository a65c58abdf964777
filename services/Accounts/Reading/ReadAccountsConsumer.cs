using MassTransit;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Accounts.Reading;

/// <summary>Tells which accounts there are, to whoever compares them with the directory.</summary>
internal sealed class ReadAccountsConsumer(AccountStore accounts) : IConsumer<ReadAccounts>
{
    private const int MaxCount = 1_000;

    public async Task Consume(ConsumeContext<ReadAccounts> context)
    {
        var question = context.Message;
        await context.RespondAsync(question.Owners is { } owners
            ? new AccountPage { Accounts = await OfAsync(question.Tenant, owners, context.CancellationToken) }
            : await PageAsync(question, context.CancellationToken));
    }

    /// <summary>The accounts of these people, also those that would become theirs by the e-mail address.</summary>
    private async Task<IReadOnlyList<AccountSnapshot>> OfAsync(
        TenantId tenant, IReadOnlyList<AccountOwner> owners, CancellationToken cancellationToken)
    {
        var linked = await accounts.OfUsersAsync(tenant, [.. owners.Select(owner => owner.User)], cancellationToken);
        var known = linked.Select(account => account.User!.Value).ToHashSet();
        var emails = owners.Where(owner => !known.Contains(owner.User)).Select(owner => owner.WorkEmail).OfType<string>().ToList();
        var manual = (await accounts.WithEmailsAsync(tenant, emails, cancellationToken)).Select(document => document.Body).Where(account => account.User is null);
        return [.. linked.Concat(manual).Select(Describe)];
    }

    private async Task<AccountPage> PageAsync(ReadAccounts question, CancellationToken cancellationToken)
    {
        var count = Math.Clamp(question.Count, 1, MaxCount);
        var page = await accounts.PageAsync(question.Tenant, question.After, count, cancellationToken);
        return new AccountPage
        {
            Accounts = [.. page.Where(account => account.User is not null).Select(Describe)],
            Next = page.Count == count ? page[^1].Id : null,
        };
    }

    private static AccountSnapshot Describe(AccountRecord account) => new()
    {
        Account = account.Id,
        User = account.User,
        State = account.State(),
        Generation = Math.Max(account.Provisioned.Generation, account.Access.Generation),
        ProfileVersion = account.Provisioned.ProfileVersion,
        ProvisionedActive = account.Provisioned.Active,
        Edits = account.Edits,
    };
}
