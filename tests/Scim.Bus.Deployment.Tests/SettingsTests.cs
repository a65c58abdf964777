using System.Reflection;
using System.Text.RegularExpressions;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>Finds misspelt settings in docker-compose.yml, which would have no effect and go unnoticed.</summary>
public sealed partial class SettingsTests
{
    public static TheoryData<string> Services => [.. Compose.Own.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    [Trait("Takes", "Seconds")]
    public void A_service_reads_every_setting_that_compose_gives_it(string service)
    {
        var known = SettingsOf($"Scim.Bus.{Compose.Own[service]}").ToHashSet(StringComparer.Ordinal);
        var given = Compose.Services[service]["environment"].Keys.Select(name => name.Replace("__", ":", StringComparison.Ordinal));
        Assert.Equal([], given.Except(known));
    }

    [Fact]
    public void The_settings_named_in_the_README_exist()
    {
        var known = SettingsOf("Scim.Bus.AllInOne").ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            (HashSet<string>)[
                "ConnectionStrings:RabbitMq", "ConnectionStrings:MongoDb", "Bus:Transport", "Store:Engine", "Store:Path",
                "Admin:ApiKey", "Bootstrap:Tenant", "Bootstrap:Token"],
            known);
    }

    /// <summary>Settings that a service and its libraries read: properties of options, and names in the source code.</summary>
    private static IEnumerable<string> SettingsOf(string assembly) =>
        WithLibraries(assembly).SelectMany(library => Options(library).Concat(Literals(library)));

    private static IEnumerable<Assembly> WithLibraries(string name)
    {
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        Visit(name);
        return found.Values;

        void Visit(string assembly)
        {
            if (!assembly.StartsWith("Scim.", StringComparison.Ordinal) || !found.TryAdd(assembly, Assembly.Load(assembly)))
                return;
            foreach (var reference in found[assembly].GetReferencedAssemblies())
                Visit(reference.Name!);
        }
    }

    private static IEnumerable<string> Options(Assembly assembly) =>
        from type in assembly.GetTypes()
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic)
        where section is { IsLiteral: true }
        from property in type.GetProperties()
        where property.SetMethod is not null
        select $"{section.GetRawConstantValue()}:{property.Name}";

    private static IEnumerable<string> Literals(Assembly assembly)
    {
        var project = Directory
            .GetFiles(RepositoryRoot.PathTo("services"), $"{assembly.GetName().Name}.csproj", SearchOption.AllDirectories)
            .SingleOrDefault();
        if (project is null)
            return [];
        var sources = Directory
            .GetFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .ToList();
        var settings = sources.SelectMany(source => Read().Matches(source)).Select(match => match.Groups["name"].Value);
        var connections = sources
            .SelectMany(source => ConnectionString().Matches(source))
            .Select(match => $"ConnectionStrings:{match.Groups["name"].Value}");
        return settings.Concat(connections);
    }

    [GeneratedRegex("""onfiguration\["(?<name>[\w:]+)"\]""")]
    private static partial Regex Read();

    [GeneratedRegex("""GetConnectionString\("(?<name>\w+)"\)""")]
    private static partial Regex ConnectionString();
}
