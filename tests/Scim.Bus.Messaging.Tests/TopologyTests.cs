using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Topology;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Exchanges, queues and bindings on the broker once every service has run.</summary>
[Collection(RealParts.Name)]
public sealed class TopologyTests(RabbitMqFixture rabbit, AllInOneSite shared) : IClassFixture<AllInOneSite>
{
    /// <summary>Queues of requests. Publishers do not declare them: a request that nobody consumes need not be kept.</summary>
    private static readonly Dictionary<Type, string> Requests = new()
    {
        [typeof(ReadDirectory)] = IngressQueues.ReadDirectory,
        [typeof(ReadTenant)] = IngressQueues.ReadTenant,
        [typeof(ReadAccounts)] = AccountsQueues.ReadAccounts,
        [typeof(CountMembers)] = AccountsQueues.CountMembers,
    };

    /// <remarks>
    /// A consumer binds its endpoint's exchange to the message's exchange; a publisher binds the queue itself. So the bindings between
    /// exchanges are those of the consumers, and the table must have the same.
    /// </remarks>
    [Trait("Needs", "Processes")]
    [SkippableFact]
    public async Task The_queues_that_publishers_declare_are_those_that_the_consumers_have()
    {
        var broker = await rabbit.GetAsync();
        var site = await shared.GetAsync(rabbit);

        await Eventually.Be(
            async () =>
            {
                var queues = (await broker.QueuesAsync(site.VirtualHost)).Select(queue => queue.Name).ToHashSet();
                var bindings = await broker.BindingsAsync(site.VirtualHost);
                var consumed = bindings.Where(binding => !binding.ToQueue && queues.Contains(binding.Destination))
                    .Select(binding => $"{binding.Source} -> {binding.Destination}");
                var requests = Requests.Select(request => $"{MessageExchange.NameOf(request.Key)} -> {request.Value}");
                Assert.Equal(Order(Table().Concat(requests)), Order(consumed));
            });
    }

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public async Task Every_queue_is_a_durable_quorum_queue_and_every_exchange_a_durable_fanout_with_the_name_of_its_message()
    {
        var broker = await rabbit.GetAsync();
        var site = await shared.GetAsync(rabbit);

        IReadOnlyList<QueueInfo> queues = [];
        IReadOnlyList<ExchangeInfo> exchanges = [];
        await Eventually.Be(
            async () =>
            {
                queues = await broker.QueuesAsync(site.VirtualHost);
                Assert.Equal(
                    Order(CoreQueues.All.Select(queue => queue.Name).Concat(Requests.Values)),
                    Order(queues.Select(queue => queue.Name)));
                // An endpoint declares its queue before the exchanges that it binds to it.
                exchanges = await broker.ExchangesAsync(site.VirtualHost);
                var messages = CoreQueues.All.SelectMany(queue => queue.Messages).Concat(Requests.Keys).Distinct();
                Assert.Equal(
                    Order(messages.Select(MessageExchange.NameOf)),
                    Order(exchanges.Select(exchange => exchange.Name).Where(name => queues.All(queue => queue.Name != name))));
            });
        Assert.All(queues, queue => Assert.True(queue is { Type: "quorum", Durable: true }, $"{queue}"));
        Assert.All(exchanges, exchange => Assert.True(exchange is { Type: "fanout", Durable: true }, $"{exchange}"));
    }

    /// <remarks>Literals, because subscribers outside of this repository bind to these names.</remarks>
    [Theory]
    [InlineData("Scim.Bus.Contracts:UserProvisioned")]
    [InlineData("Scim.Bus.Contracts:UserUpdated")]
    [InlineData("Scim.Bus.Contracts:UserDeprovisioned")]
    [InlineData("Scim.Bus.Contracts:DeactivationRefused")]
    [InlineData("Scim.Bus.Contracts:GroupProvisioned")]
    [InlineData("Scim.Bus.Contracts:GroupUpdated")]
    [InlineData("Scim.Bus.Contracts:GroupDeprovisioned")]
    [InlineData("Scim.Bus.Contracts:GroupMembershipChanged")]
    [InlineData("Scim.Bus.Contracts:AccountProvisioned")]
    [InlineData("Scim.Bus.Contracts:AccountUpdated")]
    [InlineData("Scim.Bus.Contracts:AccountDeprovisioned")]
    [InlineData("Scim.Bus.Contracts:AccessGroupApplied")]
    [InlineData("Scim.Bus.Contracts:AccessGroupConflictDetected")]
    [InlineData("Scim.Bus.Contracts:NotificationSent")]
    [InlineData("Scim.Bus.Contracts:ProvisioningFailed")]
    [InlineData("Scim.Bus.Contracts:TenantConfigured")]
    public void The_exchange_of_a_message_keeps_its_name(string exchange) =>
        Assert.Contains(exchange, CoreQueues.All.SelectMany(queue => queue.Messages).Select(MessageExchange.NameOf));

    private static IEnumerable<string> Table() => CoreQueues.All.SelectMany(
        queue => queue.Messages.Select(message => $"{MessageExchange.NameOf(message)} -> {queue.Name}"));

    private static IEnumerable<string> Order(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
