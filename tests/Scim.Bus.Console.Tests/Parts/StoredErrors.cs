using System.Text;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Errors;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>
/// Errors in the database of Accounts, written behind the services' backs: in one process, without a broker, nobody can send a wrong
/// message.
/// </summary>
internal sealed class StoredErrors : IAsyncDisposable
{
    private const string Service = "accounts";

    private readonly SqliteDocumentStore _database;
    private readonly ErrorStore _errors;

    /// <param name="folder">The folder of the services' databases.</param>
    public StoredErrors(string folder)
    {
        _database = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Engine = StoreEngine.Sqlite, Path = folder }));
        _errors = new ErrorStore(Service, _database, TimeProvider.System);
    }

    /// <summary>Adds a message that is not JSON, for the queue of commands to Accounts.</summary>
    /// <returns>The id of the error.</returns>
    public async Task<string> AddAsync(string reason)
    {
        var messageId = Guid.NewGuid().ToString();
        var error = await _errors.SaveAsync(
            new FailedMessage
            {
                Queue = "accounts-apply-account",
                Kind = ErrorKind.Failed,
                Body = Encoding.UTF8.GetBytes($"Not JSON: {messageId}"),
                MessageId = messageId,
                ContentType = "application/vnd.masstransit+json",
                Headers = [new("MT-Fault-Message", reason)],
            },
            default);
        return error.Id;
    }

    /// <summary>Gets how often a message was set aside; 0 if there is no such error.</summary>
    public async Task<int> AttemptsAsync(string id) => (await _errors.FindAsync(id, default))?.Body.Attempts ?? 0;

    /// <summary>Removes all errors, for the next test.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var document in await _errors.Records.QueryAsync(
            new DocumentQuery { Tenant = ErrorCollections.Partition, Limit = 1_000 }, default))
        {
            await _errors.DeleteAsync(document, default);
        }

        await _database.DisposeAsync();
    }
}
