using Scim.Bus.Simulation.Tests.Kernel;

namespace Scim.Bus.Simulation.Tests.Faults;

/// <summary>A fault of a history.</summary>
/// <param name="Number">Its number in the history.</param>
/// <param name="Kind">What happens.</param>
/// <param name="AtStep">At which step of the world it begins.</param>
/// <param name="Lasts">How long it lasts, in the world's time.</param>
/// <param name="Chance">How likely it is to befall a step while it lasts.</param>
/// <param name="Target">The process that it befalls, or the service: a number that is taken modulo how many there are.</param>
internal sealed record FaultEvent(int Number, FaultKind Kind, int AtStep, TimeSpan Lasts, double Chance, int Target)
{
    public override string ToString() =>
        FormattableString.Invariant($"f{Number}: {Kind} at step {AtStep} for {Lasts.TotalSeconds:0.#} s, ")
        + FormattableString.Invariant($"{Chance:0%} of steps, target {Target}");
}
