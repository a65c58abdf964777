using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Where the broker is and how to log in (<c>ConnectionStrings__RabbitMq</c>). The scheme alone decides whether connections are encrypted,
/// whatever the port: with <c>amqps</c> every connection is, from its first byte.
/// </summary>
internal sealed class BrokerAddress
{
    private const string Encrypted = "amqps";
    private const string Plain = "amqp";
    private const int EncryptedPort = 5671;
    private const int PlainPort = 5672;

    private readonly Uri _address;

    private BrokerAddress(Uri address) => _address = address;

    public bool IsEncrypted => _address.Scheme == Encrypted;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is missing, or no address. The message does not quote it, because it contains the password.
    /// </exception>
    public static BrokerAddress Read(IConfiguration configuration)
    {
        var setting = configuration.GetConnectionString("RabbitMq");
        if (string.IsNullOrWhiteSpace(setting))
            throw new InvalidOperationException("Bus__Transport is RabbitMq, which needs ConnectionStrings__RabbitMq.");
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var address) || SchemeOf(address) is not { } scheme)
            throw new InvalidOperationException("ConnectionStrings__RabbitMq is not an address such as amqp://user:password@host/vhost.");
        var port = address.Port > 0 ? address.Port : scheme == Encrypted ? EncryptedPort : PlainPort;
        return new BrokerAddress(new UriBuilder(address) { Scheme = scheme, Port = port }.Uri);
    }

    /// <summary>Makes connections for something other than the bus, which the broker shows by their name.</summary>
    /// <remarks>They do not reopen by themselves: whoever uses one opens the next.</remarks>
    public ConnectionFactory Connections(string name) =>
        new() { Uri = _address, ClientProvidedName = name, AutomaticRecoveryEnabled = false };

    /// <summary>Sets the address of the bus.</summary>
    /// <remarks>MassTransit looks at the port only: 5671 is encrypted, and any other port is not.</remarks>
    public void Apply(IRabbitMqBusFactoryConfigurator transport) => transport.Host(_address, host =>
    {
        if (IsEncrypted)
            host.UseSsl(ssl => ssl.Protocol = SslProtocols.None);
    });

    private static string? SchemeOf(Uri address) => address.Scheme switch
    {
        "amqp" or "rabbitmq" => Plain,
        "amqps" or "rabbitmqs" => Encrypted,
        _ => null,
    };
}
