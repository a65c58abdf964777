using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.MachineKeys;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests;

/// <summary>What two Consoles with one store know of a machine key.</summary>
public sealed class MachineKeyStoreTests : IAsyncDisposable
{
    private readonly TempFolder _folder = TempFolder.InMemory("machine-keys");
    private readonly JumpingClock _clock = new();
    private readonly SqliteDocumentStore _store;
    private readonly MachineKeyStore _here;
    private readonly MachineKeyStore _elsewhere;
    private readonly string _secret = MachineKeySecret.Create();
    private readonly MachineKeyRecord _key;

    public MachineKeyStoreTests()
    {
        _store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path }));
        var documents = _store.Open(MachineKeyCollection.Create("console"));
        _here = new MachineKeyStore(documents, documents, _clock, NullLogger<MachineKeyStore>.Instance);
        _elsewhere = new MachineKeyStore(documents, documents, _clock, NullLogger<MachineKeyStore>.Instance);
        _key = new MachineKeyRecord
        {
            Id = Guid.CreateVersion7(),
            Name = "reports",
            Roles = ["viewer"],
            CreatedAt = _clock.GetUtcNow(),
            CreatedBy = Actor.OperatorKey,
            ExpiresAt = _clock.GetUtcNow().AddDays(1),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_deleted_key_is_refused_by_every_Console_soon_wherever_the_clock_jumps(int minutes)
    {
        await _here.AddAsync(_key, _secret, act: null, default);
        Assert.NotNull(await _here.FindAsync(_secret, default));
        Assert.NotNull(await _elsewhere.FindAsync(_secret, default));
        _clock.Jump = TimeSpan.FromMinutes(minutes);
        Assert.True(await _here.DeleteAsync(_key.Id, tenant: null, act: null, default));
        Assert.Null(await _here.FindAsync(_secret, default));
        _clock.Elapsed = MachineKeyStore.CacheDuration;
        Assert.Null(await _elsewhere.FindAsync(_secret, default));
        Assert.False(await _elsewhere.DeleteAsync(_key.Id, tenant: null, act: null, default));
    }

    [Fact]
    public async Task Its_use_is_written_once_in_ten_minutes_however_often_it_is_used()
    {
        await _here.AddAsync(_key, _secret, act: null, default);
        for (var second = 0; second < 600; second++)
        {
            Assert.NotNull(await _here.FindAsync(_secret, default));
            Assert.NotNull(await _elsewhere.FindAsync(_secret, default));
            _clock.Elapsed += TimeSpan.FromSeconds(1);
        }

        // Its creation, and its first use.
        Assert.Equal(2, await RevisionAsync());
        _clock.Elapsed += MachineKeyStore.CacheDuration;
        Assert.NotNull(await _here.FindAsync(_secret, default));
        Assert.Equal(3, await RevisionAsync());
    }

    [Fact]
    public async Task Another_secret_opens_nothing()
    {
        await _here.AddAsync(_key, _secret, act: null, default);
        Assert.Null(await _here.FindAsync(_secret + "A", default));
        Assert.Null(await _here.FindAsync(MachineKeySecret.HashOf(_secret), default));
        Assert.NotEqual(_secret, MachineKeySecret.Create());
    }

    private async Task<long> RevisionAsync() => (await _here.FindAsync(_key.Id, tenant: null, default))!.Revision;
}
