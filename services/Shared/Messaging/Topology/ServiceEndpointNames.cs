using MassTransit;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Names endpoints <c>service-consumer</c>, after the consumer's namespace below <c>Scim.Bus</c>, so that consumers of the same name in two
/// services do not share a queue.
/// </summary>
public sealed class ServiceEndpointNames() : KebabCaseEndpointNameFormatter(includeNamespace: false)
{
    private const string Root = "Scim.Bus.";

    /// <inheritdoc />
    protected override string FormatName(Type type)
    {
        var space = type.Namespace ?? "";
        if (!space.StartsWith(Root, StringComparison.Ordinal))
            return base.FormatName(type);
        var rest = space[Root.Length..];
        var end = rest.IndexOf('.', StringComparison.Ordinal);
        return (end < 0 ? rest : rest[..end]) + base.FormatName(type);
    }
}
