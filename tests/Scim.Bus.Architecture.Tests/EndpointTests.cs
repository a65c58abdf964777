using System.Reflection;
using MassTransit;
using Mono.Cecil;
using Scim.Bus.Architecture.Tests.Compiled;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Architecture.Tests;

/// <summary>Consumers, the definitions of their endpoints, and the queues that services export.</summary>
public sealed class EndpointTests
{
    /// <summary>Queues of requests, which publishers do not declare.</summary>
    private static readonly string[] Requests =
        [AccountsQueues.CountMembers, AccountsQueues.ReadAccounts, IngressQueues.ReadDirectory, IngressQueues.ReadTenant];

    private static readonly List<Type> Types =
        [.. CompiledAssembly.NamesIn("services").SelectMany(name => Assembly.Load(name).GetTypes()).Where(type => !type.IsAbstract)];

    private static readonly List<Type> Consumers = [.. Types.Where(type => type.IsAssignableTo(typeof(IConsumer)))];

    [Fact]
    public void Each_consumer_has_a_definition_beside_it() => Assert.All(
        Consumers,
        consumer => Assert.Single(
            Types,
            type => type.FullName == $"{consumer.FullName}Definition"
                && type.BaseType == typeof(QueueConsumerDefinition<>).MakeGenericType(consumer)));

    /// <remarks>Also one that stores nothing: what it publishes can fail as long as the broker is away.</remarks>
    [Fact]
    [Trait("Takes", "Seconds")]
    public void Every_endpoint_retries_outages()
    {
        var definitions = Types
            .Where(type => type.IsAssignableTo(typeof(IConsumerDefinition)) || type.IsAssignableTo(typeof(ISagaDefinition)))
            .ToLookup(type => type.Assembly.GetName().Name!, type => type.FullName);
        Assert.NotEmpty(definitions);
        Assert.All(
            definitions.SelectMany(names => CompiledAssembly.Load(names.Key).Types.Where(type => names.Contains(type.FullName))),
            definition => Assert.Contains(
                definition.Methods.Concat(definition.BaseType.Resolve().Methods).Where(method => method.HasBody)
                    .SelectMany(method => method.Body.Instructions),
                instruction => instruction.Operand is MethodReference { Name: nameof(ReceiveEndpointRetry.RetryOutages) }));
    }

    /// <remarks>MassTransit's calls may never end, whatever their token says.</remarks>
    [Fact]
    [Trait("Takes", "Seconds")]
    public void Whatever_is_published_or_answered_has_a_limit()
    {
        string[] limited = [typeof(BoundedPublishing).FullName!, typeof(ConfirmedPublisher).FullName!];
        Assert.Equal(limited.Order(StringComparer.Ordinal), CallersOf(call =>
            call.DeclaringType.Namespace.StartsWith(nameof(MassTransit), StringComparison.Ordinal)
            && call.Name is "Publish" or "RespondAsync"
            && call.DeclaringType.Name is "IPublishEndpoint" or "ConsumeContext" or "IBus" or "PublishExecuteExtensions"
                or "PublishContextExecuteExtensions" or "RespondExtensions"));
    }

    /// <remarks>RabbitMQ.Client's calls may never end either.</remarks>
    [Fact]
    [Trait("Takes", "Seconds")]
    public void Whoever_connects_to_the_broker_beside_the_bus_does_it_within_a_limit() => Assert.Equal(
        ["Scim.Bus.Messaging.Transport.BoundedConnections"],
        CallersOf(call => call.DeclaringType.Namespace == "RabbitMQ.Client" && call.Name == "CreateConnectionAsync"));

    [Fact]
    public void No_two_endpoints_have_the_same_queue()
    {
        var queues = Endpoints().Select(endpoint => endpoint.Queue).ToList();
        Assert.Equal(queues.Distinct(), queues);
    }

    /// <remarks>Over a broker, <c>TopologyTests</c> holds the same.</remarks>
    [Fact]
    public void The_queues_that_services_export_are_those_of_their_endpoints() => Assert.Equal(
        from queue in CoreQueues.All
        from message in queue.Messages
        let line = $"{queue.Name} receives {message.Name}"
        orderby line
        select line,
        from endpoint in Endpoints()
        where !Requests.Contains(endpoint.Queue)
        from message in endpoint.Messages
        let line = $"{endpoint.Queue} receives {message.Name}"
        orderby line
        select line);

    private static IEnumerable<(string Queue, IEnumerable<Type> Messages)> Endpoints() => Types.SelectMany(Endpoints);

    /// <summary>The endpoint of a definition; none for any other type.</summary>
    private static IEnumerable<(string Queue, IEnumerable<Type> Messages)> Endpoints(Type type)
    {
        if (type.IsAssignableTo(typeof(IConsumerDefinition)))
        {
            var definition = (IConsumerDefinition)Activator.CreateInstance(type)!;
            yield return (
                definition.GetEndpointName(DefaultEndpointNameFormatter.Instance),
                ArgumentsOf(typeof(IConsumer<>), definition.ConsumerType.GetInterfaces()));
        }
        else if (type.IsAssignableTo(typeof(ISagaDefinition)))
        {
            var definition = (ISagaDefinition)Activator.CreateInstance(type)!;
            var machine = Types.Single(one => one.IsAssignableTo(typeof(SagaStateMachine<>).MakeGenericType(definition.SagaType)));
            yield return (
                definition.GetEndpointName(DefaultEndpointNameFormatter.Instance),
                ArgumentsOf(typeof(Event<>), machine.GetProperties().Select(property => property.PropertyType)));
        }
    }

    /// <summary>The types of services that call such a method, in order.</summary>
    private static IEnumerable<string> CallersOf(Func<MethodReference, bool> isSuch) =>
        CompiledAssembly.NamesIn("services")
            .SelectMany(name => CompiledAssembly.Load(name).Types)
            .Where(type => WithNested(type).SelectMany(nested => nested.Methods).Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .Any(instruction => instruction.Operand is MethodReference call && isSuch(call)))
            .Select(type => type.FullName)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<Type> ArgumentsOf(Type generic, IEnumerable<Type> types) =>
        types.Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == generic).Select(type => type.GenericTypeArguments[0]);
}
