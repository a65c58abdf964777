using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;

namespace Scim.Bus.Ingress.Replays;

/// <summary>How far another service is with its part of a replay, as it last reported.</summary>
internal sealed record ReplayPartRecord
{
    public required long Sent { get; init; }

    public required bool Done { get; init; }

    public string? Problem { get; init; }

    public static CollectionDefinition<ReplayPartRecord> Collection { get; } = new()
    {
        Service = IngressService.Name,
        Name = "replayProgress",
    };

    public static string IdOf(Guid replay, ReplayType type) => $"{replay}-{type.ToString().ToLowerInvariant()}";
}
