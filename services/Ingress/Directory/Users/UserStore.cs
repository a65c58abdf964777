using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>Reads users and changes them, one atomic write each.</summary>
internal sealed class UserStore(Outbox<UserRecord> outbox)
{
    private readonly KeyedLock<UserId> _locks = new();

    public IDocumentCollection<UserRecord> Documents => outbox.Documents;

    /// <summary>The user, or null if there is none, or no longer.</summary>
    public async Task<UserRecord?> FindAsync(TenantId tenant, UserId id, CancellationToken cancellationToken) =>
        (await Documents.GetAsync(tenant, id.ToString(), cancellationToken))?.Body is { Deleted: false } user ? user : null;

    /// <summary>The user.</summary>
    /// <exception cref="ScimException">404.</exception>
    public async Task<UserRecord> GetAsync(TenantId tenant, UserId id, CancellationToken cancellationToken) =>
        await FindAsync(tenant, id, cancellationToken) ?? throw NotFound(id);

    /// <summary>Those of the users that there are.</summary>
    public async Task<IReadOnlyList<UserRecord>> GetManyAsync(TenantId tenant, IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken)
    {
        var found = await Documents.GetManyAsync(tenant, [.. ids.Select(id => id.ToString())], cancellationToken);
        return [.. found.Select(document => document.Body).Where(user => !user.Deleted)];
    }

    /// <summary>Stores a new user.</summary>
    /// <exception cref="ScimException">409: the name or the e-mail address is another user's.</exception>
    public async Task<UserRecord> InsertAsync(UserRecord user, CancellationToken cancellationToken)
    {
        var document = new Document<UserRecord> { Tenant = user.Tenant, Id = user.Id.ToString(), Body = user };
        var result = await outbox.InsertAsync(document, cancellationToken);
        return result.Document?.Body ?? throw NotUnique(result);
    }

    /// <summary>
    /// Stores what a function makes of a user. It is called again if somebody else was faster. If it gives the record back as it is, nothing
    /// is written.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The user.</param>
    /// <param name="change">The change. Deleted users are passed to it too.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The user as it is stored now; null if there never was one.</returns>
    /// <exception cref="ScimException">409: the name or the e-mail address is another user's.</exception>
    /// <exception cref="DirectoryConflictException">Others were faster too often.</exception>
    public async Task<UserRecord?> ChangeAsync(
        TenantId tenant, UserId id, Func<UserRecord, UserRecord> change, CancellationToken cancellationToken)
    {
        using var turn = await _locks.EnterAsync(id, cancellationToken);
        var result = await outbox.ChangeAsync(tenant, id.ToString(), Change, cancellationToken);
        return result?.Outcome switch
        {
            null => null,
            WriteOutcome.Done => result.Document!.Body,
            WriteOutcome.DuplicateKey => throw NotUnique(result),
            _ => throw new DirectoryConflictException($"User {id}"),
        };

        Document<UserRecord> Change(Document<UserRecord> document)
        {
            var next = change(document.Body);
            return document with { Body = next, Tombstone = next.Deleted };
        }
    }

    /// <summary>The refusal for a user that there is not.</summary>
    public static ScimException NotFound(UserId id) => ScimException.NotFound($"User {id} does not exist.");

    private static ScimException NotUnique(WriteResult<UserRecord> result) => ScimException.NotUnique(result switch
    {
        { DuplicateKey: DirectoryCollections.WorkEmail, Rejected.Body.Resource: var resource } =>
            $"The e-mail address '{ProfileMapping.ProfileOf(resource).WorkEmail}' is another user's.",
        _ => $"The userName '{result.Rejected!.Body.UserName}' is another user's.",
    });
}
