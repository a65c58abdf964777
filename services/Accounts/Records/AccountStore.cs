using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>Finds and stores accounts and the links from users to them.</summary>
internal sealed class AccountStore(Outbox<AccountRecord> outbox, IDocumentCollection<UserLink> links)
{
    private readonly KeyedLock<UserId> _locks = new();

    public IDocumentCollection<AccountRecord> Documents => outbox.Documents;

    /// <summary>Returns the account; null if there is none, or if it was removed.</summary>
    public async Task<Document<AccountRecord>?> FindAsync(TenantId tenant, AccountId id, CancellationToken cancellationToken) =>
        await Documents.GetAsync(tenant, id.ToString(), cancellationToken) is { Body.Removed: false } document ? document : null;

    /// <summary>
    /// The id of the account that is made for a user: the user's own, so that a repeated command cannot make a second one.
    /// </summary>
    public static AccountId IdOf(UserId user) => new(user.Value);

    /// <summary>Waits until no other caller in this process changes the user's account.</summary>
    public Task<IDisposable> LockAsync(UserId user, CancellationToken cancellationToken) => _locks.AcquireAsync(user, cancellationToken);

    /// <summary>Returns the account of a user, even if it was removed; null if the user never had one.</summary>
    /// <remarks>A link is stored before its account is the user's, so a link may point to an account that is not.</remarks>
    public async Task<Document<AccountRecord>?> FindByUserAsync(TenantId tenant, UserId user, CancellationToken cancellationToken)
    {
        if (await Documents.GetAsync(tenant, IdOf(user).ToString(), cancellationToken) is { } own)
            return own;
        return await links.GetAsync(tenant, user.ToString(), cancellationToken) is { } link
            && await Documents.GetAsync(tenant, link.Body.Account.ToString(), cancellationToken) is { } linked
            && linked.Body.User == user
                ? linked
                : null;
    }

    /// <summary>Returns the accounts of these users, without removed ones.</summary>
    public async Task<IReadOnlyList<AccountRecord>> FindByUsersAsync(
        TenantId tenant, IReadOnlyCollection<UserId> users, CancellationToken cancellationToken)
    {
        var found = await links.GetManyAsync(tenant, [.. users.Select(user => user.ToString())], cancellationToken);
        var ids = found.Select(link => link.Body.Account).Concat(users.Select(IdOf)).Select(id => id.ToString()).Distinct();
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

    /// <summary>Links a user to an account that was made by hand, before the account becomes the user's.</summary>
    /// <exception cref="DocumentConcurrencyException">The link was written concurrently too often.</exception>
    public Task LinkAsync(TenantId tenant, UserId user, AccountId account, CancellationToken cancellationToken) => links.UpsertAsync(
        tenant, user.ToString(), _ => new UserLink { User = user, Account = account }, cancellationToken);

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
}
