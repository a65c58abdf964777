using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A process that relays letters, with a clock of its own.</summary>
internal sealed class ClockedProcess : IAsyncDisposable
{
    private readonly IHost _host;

    private ClockedProcess(string folder, JumpingClock clock)
    {
        Clock = clock;
        var builder = Host.CreateApplicationBuilder();
        var options = Options.Create(new DocumentStoreOptions { Path = folder });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(options));
        builder.Services.AddSingleton<IMessagePublisher>(Publisher);
        builder.Services.AddOutbox(Letter.Collection);
        _host = builder.Build();
    }

    public JumpingClock Clock { get; }

    public GatedPublisher Publisher { get; } = new();

    public DateTimeOffset DueTime => _host.Services.GetRequiredService<DueClock>().GetUtcNow();

    public Outbox<Letter> Outbox => _host.Services.GetRequiredService<Outbox<Letter>>();

    public IDocumentCollection<Letter> Letters => _host.Services.GetRequiredService<IDocumentCollection<Letter>>();

    public static async Task<ClockedProcess> StartAsync(TempFolder folder, TimeSpan elapsed, TimeSpan ahead)
    {
        var process = new ClockedProcess(folder.Path, new JumpingClock { Elapsed = elapsed, Jump = ahead });
        await process._host.StartAsync();
        return process;
    }

    /// <summary>Compares the clocks now, as happens once a second anyhow.</summary>
    public Task CompareClocksAsync() => _host.Services.GetRequiredService<DueClockSync>().CompareAsync(default);

    /// <summary>Waits until the sweeper has swept once more, with all that was due before.</summary>
    public async Task SweepAsync()
    {
        var marker = Letter.LeftBehind($"marker-{Guid.NewGuid():n}", messages: 1, DateTimeOffset.UnixEpoch);
        await Letters.InsertAsync(marker, default);
        await Eventually.Be(async () => Assert.True((await Letters.GetAsync(Letter.Tenant, marker.Id, default))!.Revision > 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
