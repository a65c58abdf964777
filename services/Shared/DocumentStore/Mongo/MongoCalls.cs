using MongoDB.Driver;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>Runs calls of the driver once the collection is prepared, and maps its exceptions.</summary>
/// <param name="connections">
/// Limits concurrent calls to the number of the driver's connections. A burst waits here; the driver's own queue would refuse it.
/// </param>
/// <param name="prepare">Verifies the database and creates the indexes. Runs before each call until it has succeeded once.</param>
/// <param name="queryTimeout">The time that queries may take.</param>
internal sealed class MongoCalls(SemaphoreSlim connections, Func<CancellationToken, Task> prepare, TimeSpan queryTimeout)
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
        catch (MongoExecutionTimeoutException e)
        {
            throw new StoreTimeoutException(queryTimeout, e);
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
