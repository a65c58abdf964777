namespace Scim.Bus.Testing.Deployments;

/// <summary>What a <see cref="DistributedDeployment"/> stands on.</summary>
/// <param name="Broker">The AMQP address of its virtual host, credentials included.</param>
public sealed record DistributedParts(string Broker)
{
    /// <summary>The document server; null for SQLite files.</summary>
    public MongoServer? Mongo { get; init; }

    /// <summary>The folder of the SQLite files; a temporary one if it is null.</summary>
    public string? StorePath { get; init; }

    /// <summary>Settings of all processes, on top of those that connect them.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Services that run as two processes.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];
}
