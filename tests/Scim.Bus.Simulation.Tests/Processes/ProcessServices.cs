using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.Simulation.Tests.Processes;

/// <summary>
/// The services of a simulated process: a small container over the real registrations, because building the platform's for each of ten
/// processes would take longer than a history.
/// </summary>
internal sealed class ProcessServices : IServiceProvider, IServiceScopeFactory, IServiceScope
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = [];

    private readonly ServiceTemplate _template;
    private readonly Dictionary<Type, object> _replacements;
    private readonly Dictionary<ServiceDescriptor, object> _singletons;
    private readonly Dictionary<ServiceDescriptor, object> _scoped = [];

    /// <param name="template">The service's registrations.</param>
    /// <param name="replacements">What stands for the parts that are simulated, by the type that is asked for.</param>
    public ProcessServices(ServiceTemplate template, Dictionary<Type, object> replacements)
        : this(template, replacements, [])
    {
    }

    private ProcessServices(
        ServiceTemplate template, Dictionary<Type, object> replacements, Dictionary<ServiceDescriptor, object> singletons) =>
        (_template, _replacements, _singletons) = (template, replacements, singletons);

    public IServiceProvider ServiceProvider => this;

    public object? GetService(Type serviceType)
    {
        if (_replacements.TryGetValue(serviceType, out var replacement))
            return replacement;
        if (serviceType == typeof(IServiceProvider) || serviceType == typeof(IServiceScopeFactory))
            return this;
        var descriptors = _template.Find(serviceType);
        if (descriptors.Length > 0)
            return Resolve(descriptors[^1]);
        return serviceType.IsGenericType && serviceType.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? All(serviceType.GetGenericArguments()[0]) ?? _template.FindShared(serviceType)
            : _template.FindShared(serviceType);
    }

    public IServiceScope CreateScope() => new ProcessServices(_template, _replacements, _singletons);

    /// <summary>Makes an object that is not registered, such as a consumer.</summary>
    public object Create(Type type) => Factories.GetOrAdd(type, static key => ActivatorUtilities.CreateFactory(key, []))(this, null);

    public void Dispose()
    {
        // What a process has ends with it.
    }

    private Array? All(Type type)
    {
        var descriptors = _template.Find(type);
        if (descriptors.Length == 0)
            return null;
        var all = Array.CreateInstance(type, descriptors.Length);
        for (var i = 0; i < descriptors.Length; i++)
            all.SetValue(Resolve(descriptors[i]), i);
        return all;
    }

    private object Resolve(ServiceDescriptor descriptor)
    {
        if (descriptor.ImplementationInstance is { } instance)
            return instance;
        if (descriptor.Lifetime == ServiceLifetime.Transient)
            return Make(descriptor);
        var known = descriptor.Lifetime == ServiceLifetime.Singleton ? _singletons : _scoped;
        if (!known.TryGetValue(descriptor, out var made))
            known.Add(descriptor, made = Make(descriptor));
        return made;
    }

    private object Make(ServiceDescriptor descriptor) =>
        descriptor.ImplementationFactory?.Invoke(this) ?? Create(descriptor.ImplementationType!);
}
