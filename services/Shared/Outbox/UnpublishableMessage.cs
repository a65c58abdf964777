using Scim.Bus.Contracts;

namespace Scim.Bus.Outbox;

/// <summary>A pending message that can't be published, and the document whose outbox it was in.</summary>
public sealed record UnpublishableMessage
{
    /// <summary>Service that owns the collection.</summary>
    public required string Service { get; init; }

    /// <summary>Name of the document's collection.</summary>
    public required string Collection { get; init; }

    /// <summary>The document's tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Key of the document.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The message.</summary>
    public required PendingMessage Message { get; init; }

    /// <summary>Why it can't be published.</summary>
    public required string Reason { get; init; }
}
