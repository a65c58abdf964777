using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>Something that goes wrong for a while.</summary>
/// <param name="name">What it is, for the table.</param>
/// <param name="part">What it befalls: two faults at a time befall different parts.</param>
internal abstract class Fault(string name, FaultPart part)
{
    public string Name { get; } = name;

    public FaultPart Part { get; } = part;

    /// <summary>Whether it can be had on this site.</summary>
    public virtual bool IsPossible(SoakSite site) => true;

    /// <summary>Begins it, lets it last and ends it.</summary>
    public abstract Task RunAsync(SoakSite site, Random random);

    protected static Task LastAsync(int leastSeconds, int mostSeconds, Random random) =>
        Task.Delay(TimeSpan.FromSeconds(leastSeconds + (random.NextDouble() * (mostSeconds - leastSeconds))));
}

/// <summary>What a fault befalls.</summary>
internal enum FaultPart
{
    Services,
    Broker,
    Store,
    Mail,
}
