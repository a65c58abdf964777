namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of the Ingress.</summary>
public static class IngressQueues
{
    public const string ReplayProgress = "ingress-replay-progress";

    /// <summary>Queue of requests. Publishers do not declare it: a request that nobody reads need not be kept.</summary>
    public const string ReadDirectory = "ingress-read-directory";

    /// <inheritdoc cref="ReadDirectory" />
    public const string ReadTenant = "ingress-read-tenant";

    public static IReadOnlyList<CoreQueue> Core { get; } = [new(ReplayProgress, typeof(ReplayProgress))];
}
