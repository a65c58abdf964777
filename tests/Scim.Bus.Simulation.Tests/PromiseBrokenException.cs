namespace Scim.Bus.Simulation.Tests;

/// <summary>A promise was broken.</summary>
/// <param name="promise">Its name.</param>
/// <param name="details">What was found.</param>
internal sealed class PromiseBrokenException(string promise, string details) : Exception($"{promise}: {details}")
{
    public string Promise => promise;
}
