using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;

namespace Scim.Bus.Simulation.Tests.Processes;

/// <summary>
/// The real registrations of a service, read once. Every simulated process has objects of its own of what Scim.Bus registers; what the
/// platform registers (options, logging, metrics) is shared.
/// </summary>
internal sealed class ServiceTemplate
{
    private readonly Dictionary<Type, ServiceDescriptor[]> _byType;
    private readonly IServiceProvider _shared;

    public ServiceTemplate(string name, Func<WebApplicationBuilder, WebApplicationBuilder> add)
    {
        Name = name;
        var builder = add(WebApplication.CreateEmptyBuilder(new WebApplicationOptions()));
        builder.Services.AddLogging();
        builder.Services.AddMetrics();
        _shared = builder.Services.BuildServiceProvider();
        var own = builder.Services.Where(descriptor => !descriptor.IsKeyedService && IsOurs(descriptor.ServiceType)).ToList();
        Relays = [.. own.Select(descriptor => descriptor.ServiceType).Where(IsRelay).Distinct()];
        Jobs = [.. own.Select(descriptor => descriptor.ServiceType).Where(IsJob).Distinct()];
        _byType = own.GroupBy(descriptor => descriptor.ServiceType).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Name of the service's database, with which the names of its queues begin.</summary>
    public string Name { get; }

    /// <summary>The relays of the service's outboxes.</summary>
    public IReadOnlyList<Type> Relays { get; }

    /// <summary>The service's background jobs.</summary>
    public IReadOnlyList<Type> Jobs { get; }

    /// <summary>The registrations of a type; none if it is not ours.</summary>
    public ServiceDescriptor[] Find(Type type) => _byType.GetValueOrDefault(type, []);

    /// <summary>What all processes share; null if it is not registered.</summary>
    public object? FindShared(Type type) => IsOurs(type) ? null : _shared.GetService(type);

    /// <remarks>A replay is sent through the transport itself, which is not simulated.</remarks>
    private static bool IsJob(Type type) =>
        type.IsAssignableTo(typeof(IQueueSteps))
        && !type.Namespace!.EndsWith(".Replays", StringComparison.Ordinal);

    private static bool IsRelay(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OutboxRelay<>);

    private static bool IsOurs(Type type) =>
        (type.FullName?.StartsWith("Scim.", StringComparison.Ordinal) == true && !type.IsAssignableTo(typeof(IHostedService)))
        || IsRelay(type)
        || type == typeof(DueClockSync)
        || type.IsAssignableTo(typeof(IQueueSteps));
}
