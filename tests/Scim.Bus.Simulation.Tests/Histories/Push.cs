namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>
/// Something that an identity provider or an admin does. It names people and groups by numbers, so that it still means something, or
/// nothing, if those before it are left out.
/// </summary>
/// <param name="Number">Its place in the history.</param>
/// <param name="Tenant">Name of the tenant.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Person">Number of the person.</param>
/// <param name="Group">Number of the group.</param>
/// <param name="Value">What else it needs.</param>
internal sealed record Push(int Number, string Tenant, PushKind Kind, int Person, int Group, int Value)
{
    public override string ToString() => FormattableString.Invariant($"p{Number}: {Tenant} {Kind} person {Person}, group {Group}, {Value}");
}
