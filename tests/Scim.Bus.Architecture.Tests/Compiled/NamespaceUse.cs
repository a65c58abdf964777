namespace Scim.Bus.Architecture.Tests.Compiled;

/// <summary>A type that uses a type of another namespace.</summary>
/// <param name="From">The namespace that uses the other.</param>
/// <param name="To">The namespace that is used.</param>
/// <param name="Example">The two types, by their short names.</param>
internal sealed record NamespaceUse(string From, string To, string Example)
{
    public override string ToString() => $"{From} -> {To}: {Example}";
}
