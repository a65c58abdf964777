using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;

namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>A message that was set aside, as the admin API shows it: without its body, which has personal data.</summary>
public sealed record ErrorItem
{
    /// <summary>The name of the service that has it, a hyphen, and 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The queue that it was for; <c>outbox:</c> and the names of service and collection if it could not be published.</summary>
    public required string Queue { get; init; }

    /// <summary>Name of the message's type, such as <c>UserUpdated</c>; null if it can't be read.</summary>
    public string? MessageType { get; init; }

    /// <summary>The tenant; null if it can't be read.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Why it failed, for people to read.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was set aside first, UTC.</summary>
    public required DateTimeOffset FirstFailedAt { get; init; }

    /// <summary>Number of times that it was set aside.</summary>
    public required int Attempts { get; init; }

    internal static ErrorItem From(Document<ErrorRecord> document) => new()
    {
        Id = document.Id,
        Queue = document.Body.Queue,
        MessageType = document.Body.MessageType,
        Tenant = document.Body.Tenant,
        Reason = document.Body.Reason,
        FirstFailedAt = document.Body.FirstFailedAt,
        Attempts = document.Body.Attempts,
    };
}
