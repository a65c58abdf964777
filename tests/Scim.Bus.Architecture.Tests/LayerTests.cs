using System.Runtime.CompilerServices;
using Mono.Cecil;
using Scim.Bus.Architecture.Tests.Compiled;

namespace Scim.Bus.Architecture.Tests;

/// <summary>Who may use whom.</summary>
public sealed class LayerTests
{
    private const string Host = "Scim.Bus.AllInOne";
    private const string Shared = "services/Shared";

    /// <summary>The bus, and what talks to its broker.</summary>
    private static readonly string[] Bus = ["MassTransit", "RabbitMQ"];

    private static readonly List<string> Services =
        [.. CompiledAssembly.NamesIn("services").Except(CompiledAssembly.NamesIn(Shared)).Where(name => name != Host)];

    public static TheoryData<string> EveryService => [.. Services];

    public static TheoryData<string> LibrariesBelowTheBus =>
    [
        "Scim.Protocol", "Scim.Bus.AccountMapping", "Scim.Bus.DocumentStore", "Scim.Bus.Outbox", "Scim.Bus.Jobs", "Scim.Bus.Contracts",
        "Scim.Bus.Contracts.Internal",
    ];

    [Fact]
    public void The_protocol_knows_no_HTTP_no_store_and_no_bus()
    {
        var references = CompiledAssembly.Load("Scim.Protocol").References.ToList();
        Assert.All(references, name => Assert.True(name == "NodaTime" || IsPlatform(name), name));
        Assert.DoesNotContain(references, name => StartsWithAny(name, "System.Net", "System.Data"));
    }

    [Theory]
    [MemberData(nameof(LibrariesBelowTheBus))]
    public void What_is_below_the_bus_does_not_know_it(string library) =>
        Assert.DoesNotContain(CompiledAssembly.Load(library).References, name => StartsWithAny(name, Bus) || name == "Scim.Bus.Messaging");

    [Theory]
    [MemberData(nameof(EveryService))]
    public void Services_never_use_each_other(string service) =>
        Assert.Empty(CompiledAssembly.Load(service).References.Intersect(Services.Append(Host)));

    [Fact]
    public void Libraries_use_no_service() => Assert.All(
        CompiledAssembly.NamesIn(Shared).Concat(CompiledAssembly.NamesIn("contracts")),
        library => Assert.Empty(CompiledAssembly.Load(library).References.Intersect(Services.Append(Host))));

    [Fact]
    public void AllInOne_has_every_service() =>
        Assert.Equal(Services, CompiledAssembly.Load(Host).References.Intersect(Services).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(EveryService))]
    public void Records_do_not_know_how_the_admin_API_shows_them(string service) => Assert.Empty(
        from record in CompiledAssembly.Load(service).Types
        where record.Name.EndsWith("Record", StringComparison.Ordinal)
        from used in TypeReferences.From(record)
        where used.Namespace.Split('.').Any(part => part is "Api" or "AdminApi")
        select $"{record.FullName} uses {used.FullName}");

    [Fact]
    public void Contracts_need_nothing_but_the_platform()
    {
        Assert.All(CompiledAssembly.Load("Scim.Bus.Contracts").References, name => Assert.True(IsPlatform(name), name));
        Assert.All(
            CompiledAssembly.Load("Scim.Bus.Contracts.Internal").References,
            name => Assert.True(name == "Scim.Bus.Contracts" || IsPlatform(name), name));
    }

    /// <remarks>One exception: ids are parsed and printed. What an interface declares has no body, and so no behaviour.</remarks>
    [Theory]
    [InlineData("Scim.Bus.Contracts")]
    [InlineData("Scim.Bus.Contracts.Internal")]
    public void Contracts_have_no_behaviour(string contracts) => Assert.Empty(
        from type in CompiledAssembly.Load(contracts).Types
        where !IsPartOfAnId(type)
        from method in type.Methods
        where method.HasBody && !method.IsConstructor && !method.CustomAttributes.Any(IsMadeByTheCompiler)
        select method.FullName);

    private static bool IsPartOfAnId(TypeDefinition type) =>
        StartsWithAny(type.Name, "IGuidId", "GuidIdJsonConverter", "TenantIdJsonConverter")
        || (type.IsValueType && type.Name.EndsWith("Id", StringComparison.Ordinal));

    private static bool IsMadeByTheCompiler(CustomAttribute attribute) =>
        attribute.AttributeType.FullName == typeof(CompilerGeneratedAttribute).FullName;

    private static bool IsPlatform(string assembly) => assembly is "netstandard" or "mscorlib" || StartsWithAny(assembly, "System.");

    private static bool StartsWithAny(string name, params string[] prefixes) =>
        prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
