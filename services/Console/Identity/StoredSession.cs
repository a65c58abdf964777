using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Console.Identity;

/// <summary>A session as it is stored: encrypted with the keys that all Consoles of a deployment share.</summary>
internal sealed record StoredSession
{
    /// <summary>The encrypted ticket, in Base64.</summary>
    public required string Ticket { get; init; }

    public static CollectionDefinition<StoredSession> Collection { get; } = new() { Service = "console", Name = "sessions" };

    /// <summary>The partition of what belongs to no tenant. The name is reserved: no tenant can have it.</summary>
    public static TenantId Partition { get; } = TenantId.Parse("scim-bus", null);
}
