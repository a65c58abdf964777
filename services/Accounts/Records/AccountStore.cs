using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Protocol.Filters;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Accounts.Records;

/// <summary>Finds and stores accounts and the links from users to them.</summary>
internal sealed class AccountStore(Outbox<AccountRecord> outbox, IDocumentCollection<UserLink> links)
{
    private const int PageSize = 500;

    /// <summary>As many as it takes to see that there is not only one.</summary>
    private const int SeveralAccounts = 2;

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

    /// <summary>
    /// Returns the accounts made by hand that users with these work e-mail addresses would be linked to: for each address the active one,
    /// else the one that was made last.
    /// </summary>
    public async Task<IReadOnlyDictionary<CanonicalKey, Document<AccountRecord>>> FindLinkableAsync(
        TenantId tenant, IEnumerable<string> emails, CancellationToken cancellationToken)
    {
        var keys = emails.Select(CanonicalKey.From).Distinct().ToList();
        if (keys.Count == 0)
            return new Dictionary<CanonicalKey, Document<AccountRecord>>();
        var query = new DocumentQuery { Tenant = tenant, Filter = AccountFields.WorkEmailIn(keys), Limit = PageSize };
        var found = await Documents.StreamAsync(query, cancellationToken).ToListAsync(cancellationToken);
        return found
            .Where(document => document.Body.User is null)
            .OrderBy(document => document.Body.Active)
            .ThenBy(document => document.Id, StringComparer.Ordinal)
            .GroupBy(document => CanonicalKey.From(document.Body.Attributes.WorkEmail!))
            .ToDictionary(group => group.Key, group => group.Last());
    }

    /// <summary>
    /// Returns up to two accounts with this work e-mail address or, if UPNs count, this UPN; inactive ones only if no active one has it.
    /// </summary>
    public async Task<IReadOnlyList<AccountRecord>> FindByIdentifierAsync(
        TenantId tenant, CanonicalKey identifier, bool orUpn, CancellationToken cancellationToken)
    {
        var isActive = new BoundComparison(AccountFields.Type.At("active"), ComparisonOperator.Eq, true);
        var having = AccountFields.IdentifierIs(identifier, orUpn);
        var active = new DocumentQuery { Tenant = tenant, Filter = new BoundAnd(having, isActive), Limit = SeveralAccounts };
        var others = new DocumentQuery { Tenant = tenant, Filter = new BoundAnd(having, new BoundNot(isActive)), Limit = SeveralAccounts };
        var found = await Documents.QueryAsync(active, cancellationToken);
        if (found.Count == 0)
            found = await Documents.QueryAsync(others, cancellationToken);
        return [.. found.Select(document => document.Body)];
    }

    /// <summary>Returns the active account that holds a login identifier; null if there is none.</summary>
    public async Task<AccountRecord?> FindHolderAsync(TenantId tenant, string identifier, CancellationToken cancellationToken) =>
        (await FindByIdentifierAsync(tenant, CanonicalKey.From(identifier), orUpn: true, cancellationToken))
            .FirstOrDefault(account => account.Active);

    /// <summary>Returns a page of all accounts in the order of their ids, without removed ones.</summary>
    public async Task<IReadOnlyList<AccountRecord>> PageAsync(
        TenantId tenant, PagePosition? after, int count, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = tenant, After = after, Limit = count };
        return [.. (await Documents.QueryAsync(query, cancellationToken)).Select(document => document.Body)];
    }

    /// <summary>Links a user to an account that was made by hand, before the account becomes the user's.</summary>
    /// <exception cref="DocumentConcurrencyException">The link was written concurrently too often.</exception>
    public Task LinkAsync(TenantId tenant, UserId user, AccountId account, CancellationToken cancellationToken) => links.UpsertAsync(
        tenant, user.ToString(), _ => new UserLink { User = user, Account = account }, cancellationToken);

    /// <summary>Inserts or replaces an account. Returns the login identifier that another account holds, or null.</summary>
    /// <exception cref="DocumentConcurrencyException">The account was written concurrently.</exception>
    public async Task<string?> SaveAsync(Document<AccountRecord> document, CancellationToken cancellationToken)
    {
        var result = await outbox.SaveAsync(document with { Tombstone = document.Body.Removed }, cancellationToken);
        if (result.Duplicate is { Name: AccountCollections.Login, Value: var identifier })
            return identifier;
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
