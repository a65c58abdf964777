using System.Text.RegularExpressions;

namespace Scim.Bus.Deployment.Tests.Files;

/// <summary>docker-compose.yml and .env.example.</summary>
internal static partial class Compose
{
    public static Yaml File { get; } = YamlFile.Read("docker-compose.yml");

    public static Yaml Services => File["services"];

    /// <summary>Containers built from this repository: name and value of the Dockerfile's argument SERVICE.</summary>
    public static IReadOnlyDictionary<string, string> Own { get; } = Services.Entries
        .Where(service => service.Value.Find("build") is not null)
        .ToDictionary(service => service.Key, service => service.Value["build"]["args"]["SERVICE"].Text);

    /// <summary>Containers with third-party images.</summary>
    public static IEnumerable<(string Key, Yaml Value)> Parts => Services.Entries.Where(service => !Own.ContainsKey(service.Key));

    /// <summary>Services that are deployed on their own: all except AllInOne.</summary>
    public static IReadOnlyList<string> Deployables { get; } =
        [.. Directory.GetFiles(RepositoryRoot.PathTo("services"), "Program.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.PathTo("services"), Path.GetDirectoryName(file)!))
            .Where(folder => folder != "AllInOne" && !folder.Contains(Path.DirectorySeparatorChar))
            .Order(StringComparer.Ordinal)];

    /// <summary>Variables in .env.example.</summary>
    public static IReadOnlyDictionary<string, string> ExampleVariables { get; } = System.IO.File
        .ReadAllLines(RepositoryRoot.PathTo(".env.example"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Matches uses of variables: <c>${NAME}</c>, <c>${NAME:-default}</c>, <c>${NAME:?message}</c>.</summary>
    [GeneratedRegex(@"(?<!\$)\$\{(?<name>\w+)(?::(?<kind>[-?])(?<rest>[^}]*))?\}")]
    public static partial Regex Variables { get; }
}
