using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A test document with nothing but an outbox and the time of its scheduled work.</summary>
public sealed record Letter : IHasOutbox<Letter>
{
    public static readonly TenantId Tenant = TenantId.Parse("acme", null);

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public DateTimeOffset? NextDueAt { get; init; }

    public static CollectionDefinition<Letter> Collection { get; } = new()
    {
        Service = "letters",
        Name = "letters",
    };

    public Letter WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };

    /// <summary>A letter whose process died right after the write: overdue, with messages pending.</summary>
    public static Document<Letter> LeftBehind(string id, int messages, DateTimeOffset at, TenantId? tenant = null) => new()
    {
        Tenant = tenant ?? Tenant,
        Id = id,
        DueAt = at,
        Body = new Letter
        {
            Pending = [.. Enumerable.Range(0, messages).Select(i => PendingMessage.Create(
                new UserTimeoutElapsed { Tenant = tenant ?? Tenant, User = new UserId(MessageIds.Create(id)) },
                MessageIds.Create($"{id}/{i}"),
                at))],
        },
    };
}

internal static class PendingMessageExtensions
{
    /// <summary>The message as it is read from a store, which does not say who stored it.</summary>
    public static PendingMessage AsRead(this PendingMessage message) => message with { Body = message.Body };
}
