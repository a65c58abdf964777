namespace Scim.Bus.Ingress.Scim.Turns;

/// <summary>Marks an endpoint whose requests consist of operations, each of which takes a turn.</summary>
internal sealed class TakesTurnsItself
{
    public static TakesTurnsItself Mark { get; } = new();
}
