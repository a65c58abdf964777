using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Storage;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tests;

/// <summary>What keeps the watch from looking does not end it, and with it the process.</summary>
public sealed class StorageWatchTests
{
    public static TheoryData<Type> Failures =>
        [typeof(IOException), typeof(UnauthorizedAccessException), typeof(StoreUnavailableException)];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task It_looks_again_after_a_disk_or_a_store_could_not_be_asked(Type failure)
    {
        var time = new FakeTimeProvider();
        var backlog = new FailingBacklog(failure);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var telemetry = new StorageTelemetry(services.GetRequiredService<IMeterFactory>());
        var reserve = new StorageReserve(Options.Create(new StorageOptions()), telemetry);
        using var watch = new StorageWatch(
            reserve,
            [backlog],
            Options.Create(new StorageOptions { MaxWaiting = 1 }),
            Options.Create(new DocumentStoreOptions { Engine = StoreEngine.MongoDb }),
            telemetry,
            time,
            NullLogger<StorageWatch>.Instance);
        await watch.StartAsync(default);
        await Eventually.Be(() => Assert.Equal(1, backlog.Asked));
        Assert.Null(reserve.Reason);

        await Eventually.Be(() =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            Assert.NotNull(reserve.Reason);
        });
        Assert.False(watch.ExecuteTask!.IsCompleted);
        await watch.StopAsync(default);
    }

    /// <summary>Fails when it is asked first, and has too much afterwards.</summary>
    private sealed class FailingBacklog(Type failure) : IOutboxBacklog
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public Task<long> EstimateBytesAsync(CancellationToken cancellationToken) => Interlocked.Increment(ref _asked) == 1
            ? Task.FromException<long>(
                failure == typeof(StoreUnavailableException)
                    ? new StoreUnavailableException("The store is away.", new TimeoutException())
                    : (Exception)Activator.CreateInstance(failure, "The disk can't be asked.")!)
            : Task.FromResult(2L);
    }
}
