using Scim.Bus.Accounts.Api;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Finds the account of a user, and stores accounts.</summary>
internal sealed class AccountStore(Outbox<AccountRecord> outbox, IDocumentCollection<UserLink> links)
{
    public IDocumentCollection<AccountRecord> Documents => outbox.Documents;

    /// <summary>The account of a user, a removed one too; null if there never was one. A link alone says nothing: it is noted before the account is the user's.</summary>
    public async Task<Document<AccountRecord>?> OfUserAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        await links.GetAsync(tenant, user.ToString(), cancellationToken) is { } link
        && await Documents.GetAsync(tenant, link.Body.Account.ToString(), cancellationToken) is { } document
        && document.Body.User == user
            ? document
            : null;

    /// <summary>The accounts of users, without removed ones.</summary>
    public async Task<IReadOnlyList<AccountRecord>> OfUsersAsync(
        TenantId tenant, IReadOnlyCollection<UserId> users, CancellationToken cancellationToken)
    {
        var found = await links.GetManyAsync(tenant, [.. users.Select(user => user.ToString())], cancellationToken);
        var documents = await Documents.GetManyAsync(tenant, [.. found.Select(link => link.Body.Account.ToString())], cancellationToken);
        // A link is noted before its account is: it may still be another user's, or nobody's.
        return [.. documents.Select(document => document.Body).Where(account => !account.Removed && account.User is { } user && users.Contains(user))];
    }

    /// <summary>The accounts with these e-mail addresses, whosever they are.</summary>
    public async Task<IReadOnlyList<Document<AccountRecord>>> WithEmailsAsync(
        TenantId tenant, IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
    {
        if (emails.Count == 0)
            return [];
        var query = new DocumentQuery { Tenant = tenant, Filter = AccountFields.WorkEmailIn(emails), Limit = emails.Count };
        return await Documents.QueryAsync(query, cancellationToken);
    }

    /// <summary>A page of all accounts in the order of their ids, without removed ones.</summary>
    public async Task<IReadOnlyList<AccountRecord>> PageAsync(TenantId tenant, AccountId? after, int count, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Tenant = tenant,
            After = after is { } last ? new PagePosition(null, last.ToString()) : null,
            Limit = count,
        };
        return [.. (await Documents.QueryAsync(query, cancellationToken)).Select(document => document.Body)];
    }

    /// <summary>
    /// Notes which account is to be the user's, before that account is made: so it is never made twice. Gives the account's id that holds, which is an
    /// earlier one if there is one, unless an account that never became this user's has it.
    /// </summary>
    /// <exception cref="DocumentConcurrencyException">Somebody else made the account at the same moment.</exception>
    public async Task<AccountId> LinkAsync(TenantId tenant, UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var link = new Document<UserLink> { Tenant = tenant, Id = user.ToString(), Body = new UserLink { User = user, Account = account } };
        if ((await links.InsertAsync(link, cancellationToken)).Outcome == WriteOutcome.Done)
            return account;
        var present = await links.GetAsync(tenant, user.ToString(), cancellationToken) ?? throw new DocumentConcurrencyException($"The link of user {user}");
        if (await Documents.GetAsync(tenant, present.Body.Account.ToString(), cancellationToken) is not { } other)
            return present.Body.Account;
        if (other.Body.User == user)
            throw new DocumentConcurrencyException($"The account of user {user}");
        await RelinkAsync(tenant, user, account, cancellationToken);
        return account;
    }

    /// <summary>Notes that another account is the user's: one that was there before provisioning came.</summary>
    /// <exception cref="DocumentConcurrencyException">Somebody else did something with the link.</exception>
    public async Task RelinkAsync(TenantId tenant, UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var link = await links.GetAsync(tenant, user.ToString(), cancellationToken) ?? throw new DocumentConcurrencyException($"The link of user {user}");
        if (link.Body.Account == account)
            return;
        (await links.ReplaceAsync(link with { Body = link.Body with { Account = account } }, cancellationToken)).EnsureDone($"The link of user {user}");
    }

    /// <summary>Stores an account: a new one if it has no revision. Gives the unique key that is taken, or null.</summary>
    /// <exception cref="DocumentConcurrencyException">Somebody else wrote the account first.</exception>
    public async Task<string?> SaveAsync(Document<AccountRecord> document, CancellationToken cancellationToken)
    {
        var result = await outbox.SaveAsync(document with { Tombstone = document.Body.Removed }, cancellationToken);
        if (result.DuplicateKey is { } taken and not "id")
            return taken;
        result.EnsureDone($"Account {document.Id}");
        return null;
    }

    /// <summary>Changes an account that is not removed. Gives null if there is no such account.</summary>
    public async Task<WriteResult<AccountRecord>?> ChangeAsync(
        TenantId tenant, AccountId id, Func<AccountRecord, AccountRecord> change, CancellationToken cancellationToken) =>
        await outbox.ChangeAsync(
            async token => await FindAsync(tenant, id, token),
            (document, _) => Task.FromResult(document with { Body = change(document.Body) }),
            cancellationToken);

    /// <summary>The account; null if there is none, or it was removed.</summary>
    public async Task<Document<AccountRecord>?> FindAsync(TenantId tenant, AccountId id, CancellationToken cancellationToken) =>
        await Documents.GetAsync(tenant, id.ToString(), cancellationToken) is { Body.Removed: false } document ? document : null;
}
