using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>Finds and stores accounts and the links from users to them.</summary>
internal sealed class AccountStore(Outbox<AccountRecord> outbox, IDocumentCollection<UserLink> links)
{
    public IDocumentCollection<AccountRecord> Documents => outbox.Documents;

    /// <summary>Returns the account; null if there is none, or if it was removed.</summary>
    public async Task<Document<AccountRecord>?> FindAsync(TenantId tenant, AccountId id, CancellationToken cancellationToken) =>
        await Documents.GetAsync(tenant, id.ToString(), cancellationToken) is { Body.Removed: false } document ? document : null;

    /// <summary>Returns the account of a user, even if it was removed; null if the user never had one.</summary>
    /// <remarks>The link is stored before the account, so a link may point to an account that is not the user's.</remarks>
    public async Task<Document<AccountRecord>?> FindByUserAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        await links.GetAsync(tenant, user.ToString(), cancellationToken) is { } link
        && await Documents.GetAsync(tenant, link.Body.Account.ToString(), cancellationToken) is { } document
        && document.Body.User == user
            ? document
            : null;

    /// <summary>Returns the accounts of these users, without removed ones.</summary>
    public async Task<IReadOnlyList<AccountRecord>> FindByUsersAsync(
        TenantId tenant, IReadOnlyCollection<UserId> users, CancellationToken cancellationToken)
    {
        var found = await links.GetManyAsync(tenant, [.. users.Select(user => user.ToString())], cancellationToken);
        var ids = found.Select(link => link.Body.Account.ToString());
        var accounts = (await Documents.GetManyAsync(tenant, [.. ids], cancellationToken)).Select(document => document.Body);
        return [.. accounts.Where(account => !account.Removed && account.User is { } user && users.Contains(user))];
    }

    /// <summary>Returns the accounts with these work e-mail addresses, whether or not they belong to users.</summary>
    public async Task<IReadOnlyList<Document<AccountRecord>>> FindByEmailsAsync(
        TenantId tenant, IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
    {
        if (emails.Count == 0)
            return [];
        var query = new DocumentQuery { Tenant = tenant, Filter = AccountFields.WorkEmailIn(emails), Limit = emails.Count };
        return await Documents.QueryAsync(query, cancellationToken);
    }

    /// <summary>Returns the account that has a unique key's value; null if there is none.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="key"><see cref="AccountCollections.WorkEmail"/> or <see cref="AccountCollections.Upn"/>.</param>
    /// <param name="value">The value; upper and lower case do not matter.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<AccountRecord?> FindByKeyAsync(TenantId tenant, string key, string value, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = tenant, Filter = AccountFields.KeyIs(key, value), Limit = 1 };
        return (await Documents.QueryAsync(query, cancellationToken)).FirstOrDefault()?.Body;
    }

    /// <summary>Returns a page of all accounts in the order of their ids, without removed ones.</summary>
    public async Task<IReadOnlyList<AccountRecord>> PageAsync(
        TenantId tenant, AccountId? after, int count, CancellationToken cancellationToken)
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
    /// Links a user to the account that is about to be created, so that a repeated command does not create a second one. Returns the id to
    /// create the account with: that of an earlier link, unless the account there belongs to somebody else.
    /// </summary>
    /// <exception cref="DocumentConcurrencyException">A concurrent command created the user's account.</exception>
    public async Task<AccountId> LinkAsync(TenantId tenant, UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var body = new UserLink { User = user, Account = account };
        var link = new Document<UserLink> { Tenant = tenant, Id = user.ToString(), Body = body };
        if ((await links.InsertAsync(link, cancellationToken)).Outcome == WriteOutcome.Done)
            return account;
        var present = await GetLinkAsync(tenant, user, cancellationToken);
        if (await Documents.GetAsync(tenant, present.Body.Account.ToString(), cancellationToken) is not { } linked)
            return present.Body.Account;
        if (linked.Body.User == user)
            throw new DocumentConcurrencyException($"The account of user {user}");
        await RelinkAsync(tenant, user, account, cancellationToken);
        return account;
    }

    /// <summary>Links a user to another account, such as one that was made by hand before.</summary>
    /// <exception cref="DocumentConcurrencyException">The link was written concurrently.</exception>
    public async Task RelinkAsync(TenantId tenant, UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var link = await GetLinkAsync(tenant, user, cancellationToken);
        if (link.Body.Account == account)
            return;
        var relinked = link with { Body = link.Body with { Account = account } };
        (await links.ReplaceAsync(relinked, cancellationToken)).EnsureDone(NameOfLink(user));
    }

    /// <summary>Inserts or replaces an account. Returns the unique key that is taken by another account, or null.</summary>
    /// <exception cref="DocumentConcurrencyException">The account was written concurrently.</exception>
    public async Task<string?> SaveAsync(Document<AccountRecord> document, CancellationToken cancellationToken)
    {
        var result = await outbox.SaveAsync(document with { Tombstone = document.Body.Removed }, cancellationToken);
        if (result.DuplicateKey is { } key and not "id")
            return key;
        result.EnsureDone($"Account {document.Id}");
        return null;
    }

    /// <summary>Changes an account. Returns null if there is none, or if it was removed.</summary>
    public async Task<WriteResult<AccountRecord>?> ChangeAsync(
        TenantId tenant, AccountId id, Func<AccountRecord, AccountRecord> change, CancellationToken cancellationToken) =>
        await outbox.ChangeAsync(
            async token => await FindAsync(tenant, id, token),
            (document, _) => Task.FromResult(document with { Body = change(document.Body) }),
            cancellationToken);

    private async Task<Document<UserLink>> GetLinkAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        await links.GetAsync(tenant, user.ToString(), cancellationToken) ?? throw new DocumentConcurrencyException(NameOfLink(user));

    private static string NameOfLink(UserId user) => $"The link of user {user}";
}
