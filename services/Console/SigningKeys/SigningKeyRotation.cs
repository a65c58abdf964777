using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;

namespace Scim.Bus.Console.SigningKeys;

/// <summary>
/// Reads the signing keys when the process starts and once a minute, creates the next one when it is due, and deletes those that are no
/// longer needed. While the store is away, the keys stay as they are.
/// </summary>
internal sealed class SigningKeyRotation(
    IDocumentCollection<SigningKey> documents,
    SigningKeyProtection protection,
    SigningKeyRing ring,
    IOptions<AssertionOptions> options,
    TimeProvider time,
    ILogger<SigningKeyRotation> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IntervalWithoutKeys = TimeSpan.FromSeconds(1);

    /// <summary>True since the store last failed to answer, which is logged once.</summary>
    private bool _isAway;

    /// <summary>Reads the keys before the process listens, if the store answers.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads the keys, and creates and deletes what is due.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    /// <exception cref="CryptographicException">A key was encrypted with another one that this Console does not have.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        if (SigningKeyPlan.Due([.. keys.Select(key => key.Body)], time.GetUtcNow(), options.Value) is { } next)
        {
            var stored = protection.Protect(next);
            var document = new Document<SigningKey> { Tenant = ErrorCollections.Partition, Id = stored.DocumentId, Body = stored };
            // If another Console was faster, its key is the one.
            await documents.InsertAsync(document, cancellationToken);
            keys = await ReadAsync(cancellationToken);
        }

        var retired = SigningKeyPlan.Retired([.. keys.Select(key => key.Body)], time.GetUtcNow()).ToHashSet();
        ring.Set([.. keys.Select(key => key.Body).Where(key => !retired.Contains(key))]);
        foreach (var key in keys.Where(key => retired.Contains(key.Body)))
            await documents.DeleteAsync(key, cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(ring.Keys.Count > 0 ? Interval : IntervalWithoutKeys, time, stoppingToken);
            await TryRefreshAsync(stoppingToken);
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
            _isAway = false;
        }
        catch (Exception e) when (e is StoreUnavailableException or CryptographicException)
        {
            if (!_isAway)
                logger.LogWarning("The signing keys could not be read, those that are known stay in use: {Reason}", ReasonOf(e));
            _isAway = true;
        }
    }

    private static string ReasonOf(Exception failure) => failure switch
    {
        CryptographicException { InnerException: StoreUnavailableException away } => away.Message,
        CryptographicException => $"{failure.Message} Do all Consoles have the same Admin__KeyProtection__Certificate?",
        _ => failure.Message,
    };

    private async Task<IReadOnlyList<Document<SigningKey>>> ReadAsync(CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = ErrorCollections.Partition, Limit = int.MaxValue };
        var stored = await documents.QueryAsync(query, cancellationToken);
        return [.. stored.Select(document => document with { Body = protection.Unprotect(document.Body) })];
    }
}
