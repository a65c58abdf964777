using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Reads and writes tenants.</summary>
internal sealed class TenantStore(Outbox<TenantRecord> outbox, TimeProvider time) : ITenantLookup
{
    private const string SettingsTarget = "settings";

    /// <summary>Raised after this process changed a tenant's settings, so that its caches drop them.</summary>
    public event EventHandler? SettingsChanged;

    public IDocumentCollection<TenantRecord> Documents => outbox.Documents;

    public async Task<TenantRecord?> FindAsync(TenantId id, CancellationToken cancellationToken) =>
        (await Documents.GetAsync(TenantCollection.Partition, id.Value, cancellationToken))?.Body;

    public async Task<bool> ExistsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await FindAsync(tenant, cancellationToken) is not null;

    /// <exception cref="AdminException">404: the tenant does not exist.</exception>
    public async Task<TenantRecord> GetAsync(TenantId id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw NotFound(id);

    /// <summary>Creates a tenant. Returns false if it exists.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="act">The act of whoever creates it; null for none.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="AdminException">400: the id is reserved.</exception>
    public async Task<bool> TryCreateAsync(TenantId id, TenantSettings settings, AdminAct? act, CancellationToken cancellationToken)
    {
        if (id == TenantCollection.Partition)
            throw AdminException.Invalid($"'{id}' is reserved.");
        var now = time.GetUtcNow();
        var tenant = new TenantRecord { Id = id, Version = 0, Settings = settings, CreatedAt = now }.Configured(settings, now);
        if (act is not null)
        {
            act.Tenant = id;
            tenant = act.Record(null, tenant, SettingsTarget, TenantFacts, now);
        }

        var document = new Document<TenantRecord> { Tenant = TenantCollection.Partition, Id = id.Value, Body = tenant };
        return (await outbox.InsertAsync(document, cancellationToken)).Outcome == WriteOutcome.Done;
    }

    /// <summary>Changes the settings of a tenant. Nothing is written if the function returns the settings that it was given.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="change">Makes the new settings.</param>
    /// <param name="act">The act of whoever changes them; null for none.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="AdminException">404: the tenant does not exist.</exception>
    public async Task<TenantRecord> ConfigureAsync(
        TenantId id, Func<TenantSettings, TenantSettings> change, AdminAct? act, CancellationToken cancellationToken)
    {
        var result = await outbox.ChangeAsync(TenantCollection.Partition, id.Value, Configure, cancellationToken) ?? throw NotFound(id);
        var configured = result.EnsureDone($"Tenant {id}").Body;
        SettingsChanged?.Invoke(this, EventArgs.Empty);
        return configured;

        Document<TenantRecord> Configure(Document<TenantRecord> document)
        {
            var settings = change(document.Body.Settings);
            if (settings == document.Body.Settings)
            {
                act?.MarkUnchanged();
                return document;
            }

            var now = time.GetUtcNow();
            var next = document.Body.Configured(settings, now);
            return document with { Body = act?.Record(document.Body, next, SettingsTarget, TenantFacts, now) ?? next };
        }
    }

    private static JsonObject TenantFacts(TenantRecord tenant) =>
        JsonSerializer.SerializeToNode(tenant.Settings, DocumentJson.Options)!.AsObject();

    private static AdminException NotFound(TenantId id) => AdminException.NotFound($"Tenant '{id}' does not exist.");
}
