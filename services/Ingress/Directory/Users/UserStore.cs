using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Protocol.Errors;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>Reads and writes users. Each change is one atomic write of one document.</summary>
internal sealed class UserStore(Outbox<UserRecord> outbox)
{
    private readonly KeyedLock<UserId> _locks = new();

    public IDocumentCollection<UserRecord> Documents => outbox.Documents;

    /// <summary>The user; null if it does not exist or was deleted.</summary>
    public async Task<UserRecord?> FindAsync(TenantId tenant, UserId id, CancellationToken cancellationToken) =>
        (await Documents.GetAsync(tenant, id.ToString(), cancellationToken))?.Body is { Deleted: false } user ? user : null;

    /// <exception cref="ScimException">404: the user does not exist or was deleted.</exception>
    public async Task<UserRecord> GetAsync(TenantId tenant, UserId id, CancellationToken cancellationToken) =>
        await FindAsync(tenant, id, cancellationToken) ?? throw NotFound(id);

    /// <summary>The users that exist, in no particular order.</summary>
    public async Task<IReadOnlyList<UserRecord>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken)
    {
        var found = await Documents.GetManyAsync(tenant, [.. ids.Select(id => id.ToString())], cancellationToken);
        return [.. found.Select(document => document.Body).Where(user => !user.Deleted)];
    }

    /// <summary>Stores a new user.</summary>
    /// <exception cref="ScimException">409 <c>uniqueness</c>: the userName or a login identifier belongs to another user.</exception>
    public async Task<UserRecord> InsertAsync(UserRecord user, CancellationToken cancellationToken)
    {
        var document = new Document<UserRecord> { Tenant = user.Tenant, Id = user.Id.ToString(), Body = user };
        var result = await outbox.InsertAsync(document, cancellationToken);
        return result.Document?.Body ?? throw Refusal(result, user.Id);
    }

    /// <summary>
    /// Applies a change to a user and stores the result by compare-and-set. After a concurrent write the change is applied again, to the
    /// newer record. Nothing is written if it returns the record that it was given.
    /// </summary>
    /// <param name="tenant">The tenant of the user.</param>
    /// <param name="id">The user.</param>
    /// <param name="change">A pure function. Receives tombstones too.</param>
    /// <param name="cancellationToken">Cancels the change before it is stored.</param>
    /// <returns>The stored user; null if it never existed.</returns>
    /// <exception cref="ScimException">409 <c>uniqueness</c>: the userName or a login identifier belongs to another user.</exception>
    /// <exception cref="DirectoryConflictException">Every attempt lost to a concurrent write.</exception>
    public async Task<UserRecord?> ChangeAsync(
        TenantId tenant, UserId id, Func<UserRecord, UserRecord> change, CancellationToken cancellationToken)
    {
        using var userLock = await _locks.AcquireAsync(id, cancellationToken);
        var result = await outbox.ChangeAsync(tenant, id.ToString(), Change, cancellationToken);
        return result?.Outcome switch
        {
            null => null,
            WriteOutcome.Done => result.Document!.Body,
            _ => throw Refusal(result!, id),
        };

        Document<UserRecord> Change(Document<UserRecord> document)
        {
            var next = change(document.Body);
            return document with { Body = next, Tombstone = next.Deleted };
        }
    }

    public static ScimException NotFound(UserId id) => ScimException.NotFound($"User {id} does not exist.");

    /// <summary>Names the value that is taken, and never who has it: others read the identity provider's log than the directory.</summary>
    private static Exception Refusal(WriteResult<UserRecord> result, UserId id)
    {
        if (result is not { Outcome: WriteOutcome.DuplicateKey, Duplicate: { Name: not UniqueKey.Id } taken, Rejected.Body: var user })
            return new DirectoryConflictException($"User {id}");
        var address = ProfileMapping.ProfileOf(user.Resource).WorkEmail;
        return ScimException.NotUnique(
            taken.Name == UserCollection.LoginKey && address is not null && CanonicalKey.From(address).Value == taken.Value
                ? $"The e-mail address '{address}' already belongs to another user."
                : $"The userName '{user.UserName}' already belongs to another user.");
    }
}
