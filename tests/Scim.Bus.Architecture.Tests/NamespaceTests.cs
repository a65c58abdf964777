using Scim.Bus.Architecture.Tests.Compiled;

namespace Scim.Bus.Architecture.Tests;

/// <summary>
/// Namespaces of an assembly have an order: what one uses does not use it back, directly or by way of others. This is read from compiled
/// code by Mono.Cecil and not by ArchUnitNET, whose slices see no async method of a Release build: it looks for a state machine that is a
/// class, and there it is a struct.
/// </summary>
public sealed class NamespaceTests
{
    private const string Samples = "Scim.Bus.Architecture.Tests.Samples";

    public static TheoryData<string> Assemblies =>
        [.. CompiledAssembly.NamesIn("services"), .. CompiledAssembly.NamesIn("contracts"), "Scim.Bus.Testing"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    [Trait("Takes", "Seconds")]
    public void No_two_namespaces_use_each_other(string assembly)
    {
        var compiled = CompiledAssembly.Load(assembly);
        var circular = new NamespaceGraph(compiled.Name, compiled.Types).Circular.Select(use => use.ToString());
        Assert.True(!circular.Any(), $"Circles in {assembly}:\n{string.Join('\n', circular.Order(StringComparer.Ordinal))}");
    }

    [Fact]
    public void A_circle_is_found() => Assert.Contains(SampleGraph().Circular, use => use.To == $"{Samples}.Back");

    [Theory]
    [InlineData("InAttribute")]
    [InlineData("InBody")]
    [InlineData("InCatch")]
    [InlineData("InGenericArgument")]
    [InlineData("InIterator")]
    [InlineData("InLambda")]
    [InlineData("InAsyncLambda")]
    [InlineData("InAsyncMethod")]
    [InlineData("InPattern")]
    [InlineData("InTypeOf")]
    public void A_use_is_found_wherever_it_is(string where) =>
        Assert.Contains(SampleGraph().Uses, use => use.Example.StartsWith($"{where} uses ", StringComparison.Ordinal));

    private static NamespaceGraph SampleGraph() => new(
        Samples,
        CompiledAssembly.Load(typeof(NamespaceTests).Assembly.GetName().Name!).Types
            .Where(type => type.Namespace.StartsWith(Samples, StringComparison.Ordinal)));
}
