using System.Globalization;
using Testcontainers.RabbitMq;

namespace Scim.Bus.Testing;

/// <summary>A broker in a container of its own.</summary>
internal sealed class ContainerBroker : Broker
{
    private const string Image = "rabbitmq:4.1-management";
    private const int AmqpPort = RabbitMqBuilder.RabbitMqPort;
    private const int ManagementPort = 15672;
    private const int MetricsPort = 15692;

    private readonly RabbitMqContainer _container;
    private bool _isDown;

    private ContainerBroker(RabbitMqContainer container) => _container = container;

    public override string Kind => $"RabbitMQ in a container ({Image})";

    public override bool CanBeKilled => true;

    public override string Host => _container.Hostname;

    public override int Port => _container.GetMappedPublicPort(AmqpPort);

    public override string User => RabbitMqBuilder.DefaultUsername;

    public override string Password => RabbitMqBuilder.DefaultPassword;

    public override Uri Management =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{_container.GetMappedPublicPort(ManagementPort)}/"));

    public override Uri Metrics =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{_container.GetMappedPublicPort(MetricsPort)}/"));

    public static async Task<Broker> StartAsync()
    {
        await DockerEngine.RequireAsync();

        // Docker gives a restarted container other ports, unless they were asked for by number.
        return new ContainerBroker(await DockerEngine.StartAsync(() => new RabbitMqBuilder(Image)
            .WithPortBinding(FreePort.Next(), AmqpPort)
            .WithPortBinding(FreePort.Next(), ManagementPort)
            .WithPortBinding(FreePort.Next(), MetricsPort)
            .WithEnvironment("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", ErlangSettings)
            .Build()));
    }

    public override async Task KillAsync()
    {
        if (_isDown) return;
        await DockerEngine.KillAsync(_container);
        _isDown = true;
    }

    public override async Task RestartAsync()
    {
        await KillAsync();
        await _container.StartAsync();
        _isDown = false;
        // The log line that Testcontainers waits for may be the one of the first start.
        if (!await AmqpGreeting.WaitAsync(Host, Port, stillRuns: () => true))
            throw new InvalidOperationException("The broker's container did not come back.");
    }

    public override Task FreezeAsync() => _container.PauseAsync();

    public override Task ThawAsync() => _container.UnpauseAsync();

    public override async Task ControlAsync(params string[] arguments)
    {
        var result = await _container.ExecAsync(["rabbitmqctl", .. arguments]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl failed: {result.Stderr}");
    }

    public override async Task<string> ReadLogAsync()
    {
        var (output, errors) = await _container.GetLogsAsync(timestampsEnabled: false);
        return $"{output}{errors}";
    }

    public override ValueTask DisposeAsync() => _container.DisposeAsync();
}
