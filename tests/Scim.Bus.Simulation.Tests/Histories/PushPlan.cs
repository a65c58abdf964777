namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>The requests of a push, one after the other.</summary>
/// <param name="Keys">What it is about: no other push about one of these runs beside it.</param>
/// <param name="Requests">The requests.</param>
internal sealed record PushPlan(IReadOnlySet<string> Keys, IReadOnlyList<Request> Requests);
