using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>Requests of some hours ago, counted in the ingress's database behind its back: no test waits for hours.</summary>
/// <param name="folder">The folder of the services' databases.</param>
internal sealed class StoredRequests(string folder) : IAsyncDisposable
{
    private readonly SqliteDocumentStore _database =
        new(Options.Create(new DocumentStoreOptions { Engine = StoreEngine.Sqlite, Path = folder }));

    /// <summary>Has a tenant have read something then.</summary>
    public async Task AddReadAsync(Tenant tenant, DateTimeOffset at)
    {
        var hour = RequestCounts.HourOf(at);
        var stored = await _database.Open(RequestCollection.Tallies).InsertAsync(
            new Document<RequestTally>
            {
                Tenant = TenantId.Parse(tenant.Id, null),
                Id = RequestCounts.KeyOf(hour),
                DueAt = hour,
                Body = new RequestTally { Hour = hour, Requests = 1, Reads = 1, LastAt = at },
            },
            default);
        Assert.Equal(WriteOutcome.Done, stored.Outcome);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
