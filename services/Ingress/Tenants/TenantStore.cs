using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Reads tenants and changes them.</summary>
internal sealed class TenantStore(Outbox<TenantRecord> outbox, TimeProvider time)
{
    public IDocumentCollection<TenantRecord> Documents => outbox.Documents;

    public async Task<TenantRecord?> FindAsync(TenantId id, CancellationToken cancellationToken) =>
        (await Documents.GetAsync(TenantCollections.Partition, id.Value, cancellationToken))?.Body;

    /// <summary>The tenant.</summary>
    /// <exception cref="AdminException">404.</exception>
    public async Task<TenantRecord> GetAsync(TenantId id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw NotFound(id);

    /// <summary>Creates a tenant. False if there is one of that name.</summary>
    public async Task<bool> TryCreateAsync(TenantId id, TenantSettings settings, CancellationToken cancellationToken)
    {
        if (id == TenantCollections.Partition)
            throw AdminException.Invalid($"'{id}' is reserved.");
        var now = time.GetUtcNow();
        var tenant = new TenantRecord { Id = id, Version = 0, Settings = settings, CreatedAt = now }.Configured(settings, now);
        var document = new Document<TenantRecord> { Tenant = TenantCollections.Partition, Id = id.Value, Body = tenant };
        return (await outbox.InsertAsync(document, cancellationToken)).Outcome == WriteOutcome.Done;
    }

    /// <summary>Stores what a function makes of the settings; nothing if it makes none others of them.</summary>
    /// <exception cref="AdminException">404.</exception>
    public async Task<TenantRecord> ConfigureAsync(
        TenantId id, Func<TenantSettings, TenantSettings> change, CancellationToken cancellationToken)
    {
        var result = await outbox.ChangeAsync(TenantCollections.Partition, id.Value, Configure, cancellationToken) ?? throw NotFound(id);
        return result.EnsureDone($"Tenant {id}").Body;

        Document<TenantRecord> Configure(Document<TenantRecord> document)
        {
            var settings = change(document.Body.Settings);
            return settings == document.Body.Settings ? document : document with { Body = document.Body.Configured(settings, time.GetUtcNow()) };
        }
    }

    private static AdminException NotFound(TenantId id) => AdminException.NotFound($"There is no tenant '{id}'.");
}
