using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>A broker that somebody else runs. Tests use it and leave nothing behind.</summary>
/// <remarks>
/// Its management API is expected on the usual port of the same host, or where the environment variable
/// <c>ConnectionStrings__RabbitMqManagement</c> says.
/// </remarks>
internal sealed class ForeignBroker : Broker
{
    private const string AddressVariable = "ConnectionStrings__RabbitMq";
    private const string ManagementVariable = "ConnectionStrings__RabbitMqManagement";

    private readonly Uri _address;

    private ForeignBroker(Uri address, Uri management)
    {
        _address = address;
        Management = management;
    }

    public override string Kind => $"RabbitMQ at {Host} ({AddressVariable})";

    public override bool CanBeKilled => false;

    public override string Host => _address.Host;

    public override int Port => (_address.Port, Scheme) switch
    {
        ( > 0, _) => _address.Port,
        (_, "amqps") => 5671,
        _ => 5672,
    };

    public override string User => Credential(0);

    public override string Password => Credential(1);

    public override Uri Management { get; }

    protected override string Scheme => _address.Scheme is "amqps" or "rabbitmqs" ? "amqps" : "amqp";

    public static Task<Broker> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(AddressVariable) is not { Length: > 0 } address)
            throw new UnavailableException($"{AddressVariable} is not set.");

        var amqp = new Uri(address);
        var management = Environment.GetEnvironmentVariable(ManagementVariable) is { Length: > 0 } told
            ? new Uri(told.TrimEnd('/') + "/")
            : new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{amqp.Host}:15672/"));
        return Task.FromResult<Broker>(new ForeignBroker(amqp, management));
    }

    public override Task KillAsync() => throw NotOurs();

    public override Task RestartAsync() => throw NotOurs();

    public override Task FreezeAsync() => throw NotOurs();

    public override Task ThawAsync() => throw NotOurs();

    public override Task ControlAsync(params string[] arguments) => throw NotOurs();

    public override Task<string> ReadLogAsync() => throw NotOurs();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException NotOurs() => new("The broker belongs to somebody else: look at CanBeKilled first.");

    private string Credential(int index)
    {
        var parts = _address.UserInfo.Split(':', 2);
        return parts.Length == 2 ? Uri.UnescapeDataString(parts[index]) : "guest";
    }
}
