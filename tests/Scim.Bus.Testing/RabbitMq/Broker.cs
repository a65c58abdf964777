using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>A broker that runs, however it was come by.</summary>
internal abstract class Broker : IAsyncDisposable
{
    /// <summary>
    /// Settings of the brokers that are ours. They count every half second instead of every five, so that a test that waits for a queue to
    /// be empty does not wait for the statistics instead; and RabbitMQ 4 takes messages as large as RabbitMQ 3 does by default.
    /// </summary>
    protected const string ErlangSettings =
        "-rabbit collect_statistics_interval 500 -rabbit quorum_tick_interval 500 -rabbit max_message_size 134217728";

    public abstract string Kind { get; }

    public abstract bool CanBeKilled { get; }

    public abstract string Host { get; }

    public abstract int Port { get; }

    public abstract string User { get; }

    public abstract string Password { get; }

    public abstract Uri Management { get; }

    /// <summary>Where Prometheus would scrape it; null if that is not known.</summary>
    public virtual Uri? Metrics => null;

    protected virtual string Scheme => "amqp";

    public string AmqpUri(string virtualHost) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}://{Uri.EscapeDataString(User)}:{Uri.EscapeDataString(Password)}@{Host}:{Port}/{Uri.EscapeDataString(virtualHost)}");

    public abstract Task KillAsync();

    public abstract Task RestartAsync();

    /// <summary>Stops it where it is: connections stay open, and nothing answers.</summary>
    public abstract Task FreezeAsync();

    /// <summary>Lets it go on.</summary>
    public abstract Task ThawAsync();

    /// <summary>Runs rabbitmqctl against the broker.</summary>
    /// <exception cref="InvalidOperationException">It failed, or the broker is not ours.</exception>
    public abstract Task ControlAsync(params string[] arguments);

    /// <summary>What the broker has logged lately.</summary>
    /// <exception cref="InvalidOperationException">The broker is not ours.</exception>
    public abstract Task<string> ReadLogAsync();

    public abstract ValueTask DisposeAsync();
}
