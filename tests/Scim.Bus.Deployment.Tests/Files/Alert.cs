namespace Scim.Bus.Deployment.Tests.Files;

/// <summary>An alert in observability/prometheus/rules.yml.</summary>
internal sealed record Alert(string Name, string Expression, Yaml Rule)
{
    public static IReadOnlyList<Alert> All { get; } =
        [.. YamlFile.Read("observability", "prometheus", "rules.yml")["groups"].Items
            .SelectMany(group => group["rules"].Items)
            .Select(rule => new Alert(rule["alert"].Text, rule["expr"].Text, rule))];
}
