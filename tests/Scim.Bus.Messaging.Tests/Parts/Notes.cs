using System.Collections.Concurrent;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A store for local entries of letters, which can fail.</summary>
internal sealed class Notes : ILocalEntryStore
{
    private int _failures;

    public string Service { get; init; } = Letter.Collection.Service;

    public string Name => "notes";

    /// <summary>Ids of the entries that were handed over, in that order.</summary>
    public ConcurrentQueue<Guid> Stored { get; } = [];

    /// <summary>Number of attempts that fail from now on.</summary>
    public int Failures
    {
        get => Volatile.Read(ref _failures);
        set => Volatile.Write(ref _failures, value);
    }

    public Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
            throw new StoreUnavailableException("The notes are away.");
        Stored.Enqueue(entry.MessageId);
        return Task.CompletedTask;
    }

    /// <summary>A letter with a message and a note.</summary>
    public static Document<Letter> NewLetter(string id, DateTimeOffset at, string store = "notes")
    {
        var letter = Letter.LeftBehind(id, messages: 1, at);
        return letter with { Body = letter.Body.WithPending([.. letter.Body.Pending, Note(id, at, store)]) };
    }

    public static PendingMessage Note(string id, DateTimeOffset at, string store = "notes") =>
        PendingMessage.CreateLocal(store, new Text("a note"), IdOf(id), at);

    /// <summary>Id of a letter's note.</summary>
    public static Guid IdOf(string letter) => MessageIds.Create($"note of {letter}");

    internal sealed record Text(string Content);
}
