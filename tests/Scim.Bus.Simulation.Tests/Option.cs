using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests;

/// <summary>Something that could happen next.</summary>
/// <param name="What">A gate, a delivery, a relay, a clock to compare, a job, or a client.</param>
/// <param name="Process">The process of a relay, clock or job.</param>
/// <param name="Kind">What the relay is to do.</param>
/// <param name="Number">Which of the client's pushes goes on.</param>
internal readonly record struct Option(object What, SimulatedProcess? Process = null, RelayStep Kind = default, int Number = 0);
