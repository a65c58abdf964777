using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Console.Identity;

/// <summary>
/// Keeps sessions in the Console's database. The cookie has a random key only, and the database the hash of it, so that neither is of use
/// without the other; a session that was ended is gone, whoever kept the cookie.
/// </summary>
internal sealed class SessionStore(
    IDocumentCollection<StoredSession> sessions, IDataProtectionProvider protection, IOptions<SessionLimits> options, TimeProvider time)
    : ITicketStore
{
    private const int KeyBytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("Scim.Bus.Console.Sessions");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));
        var document = new Document<StoredSession>
        {
            Tenant = StoredSession.Partition,
            Id = IdOf(key),
            DueAt = EndOf(ticket),
            Body = Protect(ticket),
        };
        (await sessions.InsertAsync(document, CancellationToken.None)).EnsureDone("The session");
        return key;
    }

    /// <summary>Stores the session anew, unless it was ended meanwhile.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => sessions.ChangeAsync(
        StoredSession.Partition,
        IdOf(key),
        present => present with { Body = Protect(ticket), DueAt = EndOf(ticket) },
        CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await sessions.GetAsync(StoredSession.Partition, IdOf(key), CancellationToken.None) is not { Tombstone: false } document)
            return null;
        try
        {
            return TicketSerializer.Default.Deserialize(_protector.Unprotect(Convert.FromBase64String(document.Body.Ticket)));
        }
        catch (CryptographicException)
        {
            // Of keys that no longer exist: signing in again is all that helps.
            return null;
        }
    }

    public async Task RemoveAsync(string key)
    {
        while (await sessions.GetAsync(StoredSession.Partition, IdOf(key), CancellationToken.None) is { } document
            && !await sessions.DeleteAsync(document, CancellationToken.None))
        {
            // Another request renewed it meanwhile.
        }
    }

    private static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private StoredSession Protect(AuthenticationTicket ticket) =>
        new() { Ticket = Convert.ToBase64String(_protector.Protect(TicketSerializer.Default.Serialize(ticket))) };

    private DateTimeOffset EndOf(AuthenticationTicket ticket) =>
        ticket.Properties.ExpiresUtc ?? time.GetUtcNow() + options.Value.IdleLimit;
}
