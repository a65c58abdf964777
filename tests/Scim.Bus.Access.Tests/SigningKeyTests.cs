using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.SigningKeys;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Errors;

namespace Scim.Bus.Access.Tests;

/// <summary>How the keys that sign assertions follow each other.</summary>
public sealed class SigningKeyTests : IAsyncDisposable
{
    private static readonly AssertionOptions Settings = new() { KeyLifetime = TimeSpan.FromDays(1) };

    private readonly TempFolder _folder = TempFolder.InMemory("keys");
    private readonly JumpingClock _clock = new();
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly SqliteDocumentStore _store;
    private readonly IDocumentCollection<SigningKey> _documents;

    public SigningKeyTests()
    {
        _store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path }));
        _documents = _store.Open(new CollectionDefinition<SigningKey> { Service = "console", Name = "signingKeys" });
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Two_Consoles_that_start_at_once_sign_with_the_same_key()
    {
        var (one, other) = (NewConsole(), NewConsole());
        await Task.WhenAll(one.Rotation.RefreshAsync(default), other.Rotation.RefreshAsync(default));
        Assert.Equal(one.Ring.Current, other.Ring.Current);
        Assert.Single(one.Ring.Keys);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task For_as_long_as_it_runs_every_key_is_published_before_and_after_it_signs()
    {
        var (one, other) = (NewConsole(), NewConsole());
        var publishedSince = new Dictionary<string, TimeSpan>();
        var signedLast = new Dictionary<string, TimeSpan>();
        for (; _clock.Elapsed < TimeSpan.FromDays(60); _clock.Elapsed += TimeSpan.FromMinutes(20))
        {
            await one.Rotation.RefreshAsync(default);
            await other.Rotation.RefreshAsync(default);
            foreach (var key in one.Ring.Keys)
                publishedSince.TryAdd(key.KeyId, _clock.Elapsed);
            var current = one.Ring.Current.KeyId;
            Assert.Equal(current, other.Ring.Current.KeyId);
            if (current != publishedSince.First().Key)
                Assert.True(_clock.Elapsed - publishedSince[current] >= Settings.PublishAhead);
            signedLast[current] = _clock.Elapsed;
            Assert.All(
                signedLast.Where(signed => _clock.Elapsed - signed.Value <= SigningKeyPlan.PublishAfter / 2),
                signed => Assert.Contains(other.Ring.Keys, key => key.KeyId == signed.Key));
            Assert.InRange(one.Ring.Keys.Count, 1, 3);
        }

        Assert.Equal(60, signedLast.Count);
    }

    [Fact]
    public async Task After_a_long_stop_the_old_key_signs_until_the_next_one_was_published_for_long_enough()
    {
        var console = NewConsole();
        await console.Rotation.RefreshAsync(default);
        var old = console.Ring.Current;
        _clock.Elapsed = Settings.KeyLifetime * 3;
        await console.Rotation.RefreshAsync(default);
        Assert.Equal(old, console.Ring.Current);
        Assert.Equal(2, console.Ring.Keys.Count);
        _clock.Elapsed += Settings.PublishAhead;
        await console.Rotation.RefreshAsync(default);
        Assert.NotEqual(old, console.Ring.Current);
    }

    [Fact]
    public async Task There_is_a_key_that_signs_wherever_the_clock_jumps()
    {
        var console = NewConsole();
        for (var day = 0; day < 100; day++)
        {
            _clock.Elapsed += TimeSpan.FromDays(1);
            _clock.Jump = TimeSpan.FromDays((day * 37 % 200) - 100);
            await console.Rotation.RefreshAsync(default);
            Assert.Contains(console.Ring.Current, console.Ring.Keys);
        }
    }

    [Fact]
    public async Task The_private_half_is_neither_published_nor_written_as_text()
    {
        var console = NewConsole();
        await console.Rotation.RefreshAsync(default);
        var key = console.Ring.Current;
        Assert.Null((await console.Ring.FindAsync(key.KeyId, default))!.D);
        Assert.DoesNotContain(key.D, $"{key} {key.ToPublic()}", StringComparison.Ordinal);
        Assert.Null(await console.Ring.FindAsync("another", default));
    }

    [Fact]
    public async Task The_private_half_is_stored_encrypted_and_only_Consoles_with_the_same_keys_read_it()
    {
        var console = NewConsole();
        await console.Rotation.RefreshAsync(default);
        var all = new DocumentQuery { Tenant = ErrorCollections.Partition, Limit = 10 };
        var stored = Assert.Single(await _documents.QueryAsync(all, default)).Body;
        Assert.DoesNotContain(console.Ring.Current.D, stored.D, StringComparison.Ordinal);
        Assert.Equal(console.Ring.Current.X, stored.X);

        var stranger = NewConsole(new EphemeralDataProtectionProvider());
        await Assert.ThrowsAsync<CryptographicException>(() => stranger.Rotation.RefreshAsync(default));
        Assert.Empty(stranger.Ring.Keys);
        // It deletes none that others have.
        await console.Rotation.RefreshAsync(default);
        Assert.Single(console.Ring.Keys);
    }

    [Fact]
    public async Task One_that_an_earlier_version_stored_as_it_is_goes_on_signing()
    {
        var old = SigningKey.Create(1, _clock.GetUtcNow());
        await _documents.InsertAsync(
            new Document<SigningKey> { Tenant = ErrorCollections.Partition, Id = old.DocumentId, Body = old }, default);
        var console = NewConsole();
        await console.Rotation.RefreshAsync(default);
        Assert.Equal(old, console.Ring.Current);
    }

    private (SigningKeyRing Ring, SigningKeyRotation Rotation) NewConsole(IDataProtectionProvider? protection = null)
    {
        var ring = new SigningKeyRing(_clock);
        var rotation = new SigningKeyRotation(
            _documents,
            new SigningKeyProtection(protection ?? _protection),
            ring,
            Options.Create(Settings),
            _clock,
            NullLogger<SigningKeyRotation>.Instance);
        return (ring, rotation);
    }
}
