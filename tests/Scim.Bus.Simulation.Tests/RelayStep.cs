namespace Scim.Bus.Simulation.Tests;

/// <summary>The steps of a relay.</summary>
internal enum RelayStep
{
    Publish,
    Remove,
    Sweep,
}
