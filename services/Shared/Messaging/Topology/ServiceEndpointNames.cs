using MassTransit;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Names endpoints <c>service-consumer</c>, the service being the namespace below <c>Scim.Bus</c>: two services with consumers of one name
/// must not share a queue.
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
