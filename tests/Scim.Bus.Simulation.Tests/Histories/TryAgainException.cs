namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>What an admin wants to change is not there yet.</summary>
internal sealed class TryAgainException(string message) : Exception(message);
