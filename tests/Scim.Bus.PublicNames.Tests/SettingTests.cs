using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.PublicNames.Tests.Hosts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The settings that each service reads, as operators write them, with their defaults.</summary>
/// <remarks>
/// In the collection of the running services, and without an end before all are built: MassTransit logs to the first host's log, so that a
/// host can't be built once another one is gone.
/// </remarks>
[Collection(OnRunningServices.Name)]
public sealed class SettingTests
{
    /// <summary>Sections and settings that ASP.NET Core, .NET and OpenTelemetry read. They are not ours to keep.</summary>
    private static readonly string[] OfThePlatform = ["Logging", "Kestrel", "Metrics"];

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Settings_keep_their_names_and_defaults()
    {
        var lines = new List<string>();
        var hosts = Service.All.Select(ServiceHost.BuildDeployed).ToList();
        foreach (var host in hosts)
        {
            ReadLazySettings(host);
            var defaults = host.Options
                .Where(options => SectionOf(options) is not null)
                .SelectMany(DefaultsOf)
                .ToDictionary(StringComparer.OrdinalIgnoreCase);
            lines.AddRange(host.Settings.Asked
                .Select(key => key.Replace(":", "__", StringComparison.Ordinal))
                .Where(name => IsOurs(name) && !defaults.ContainsKey(name) && !IsSection(name, defaults.Keys))
                .Concat(defaults.Select(setting => $"{setting.Key} = {setting.Value}"))
                .Order(StringComparer.Ordinal)
                .Select(line => $"{host.Service.Name} {line}".TrimEnd()));
        }

        foreach (var host in hosts)
            await host.DisposeAsync();
        Snapshot.Check("settings.txt", lines);
    }

    /// <summary>Creates what reads its settings only when it is needed.</summary>
    private static void ReadLazySettings(ServiceHost host)
    {
        host.App.Services.GetRequiredService<IDocumentStore>();
    }

    /// <summary>Settings with a section belong to somebody; those without one are the host's own.</summary>
    private static bool IsOurs(string name) =>
        name.Split("__") is [var section, _, ..] && !OfThePlatform.Contains(section, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string>> DefaultsOf(Type options)
    {
        var instance = Activator.CreateInstance(options);
        return options.GetProperties().Select(
            property => KeyValuePair.Create($"{SectionOf(options)}__{property.Name}", Text(property.GetValue(instance))));
    }

    /// <summary>A section within another one is asked for by its own name too.</summary>
    private static bool IsSection(string name, IEnumerable<string> settings) =>
        settings.Any(setting => setting.StartsWith($"{name}__", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The section that options are bound to, as operators write it; null for those that are set in code, such as those of an
    /// authentication.
    /// </summary>
    private static string? SectionOf(Type options)
    {
        var section = options.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static);
        return (section?.GetRawConstantValue() as string)?.Replace(":", "__", StringComparison.Ordinal);
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
