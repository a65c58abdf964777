namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>A step that an actor is about to take.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Of">What it is about: a collection, or a message.</param>
internal readonly record struct Step(StepKind Kind, string Of)
{
    public override string ToString() => $"{Kind} {Of}";
}
