namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of the Ingress.</summary>
public static class IngressQueues
{
    /// <summary>Queue of requests. Publishers do not declare it: a request that nobody reads need not be kept.</summary>
    public const string ReadDirectory = "ingress-read-directory";

    /// <inheritdoc cref="ReadDirectory" />
    public const string ReadTenant = "ingress-read-tenant";
}
