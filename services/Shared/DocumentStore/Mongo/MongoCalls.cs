using MongoDB.Driver;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>Calls of the driver: after the collection is prepared, and with one exception for a server that is away.</summary>
/// <param name="connections">
/// As many places as the driver has connections. A burst waits here, for the driver refuses what finds its own queue full.
/// </param>
/// <param name="prepare">Makes what the collection needs; run until it succeeded once.</param>
internal sealed class MongoCalls(SemaphoreSlim connections, Func<CancellationToken, Task> prepare)
{
    private volatile bool _isPrepared;

    public Task RunAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            await call(token);
            return true;
        },
        cancellationToken);

    public async Task<TResult> RunAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        await connections.WaitAsync(cancellationToken);
        try
        {
            if (!_isPrepared)
            {
                await prepare(cancellationToken);
                _isPrepared = true;
            }

            return await call(cancellationToken);
        }
        catch (MongoWriteException e) when (e.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            throw;
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw new StoreUnavailableException($"MongoDB failed: {e.Message}", e);
        }
        finally
        {
            connections.Release();
        }
    }
}
