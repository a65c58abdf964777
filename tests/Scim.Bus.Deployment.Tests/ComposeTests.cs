using System.Text.RegularExpressions;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>docker-compose.yml starts everything, with health checks, named volumes, pinned images and no secret in the file.</summary>
public sealed partial class ComposeTests
{
    /// <summary>Folder of each container that stores data.</summary>
    private static readonly Dictionary<string, string> DataFolders = new()
    {
        ["rabbitmq"] = "/var/lib/rabbitmq",
        ["mongodb"] = "/data/db",
        ["mailpit"] = "/data",
        ["jaeger"] = "/tmp",
        ["prometheus"] = "/prometheus",
        ["grafana"] = "/var/lib/grafana",
    };

    /// <summary>Containers whose image contains no program that could check them.</summary>
    private static readonly HashSet<string> WithoutHealthCheck = ["collector"];

    [Fact]
    public void Every_service_and_everything_that_it_needs_is_started()
    {
        Assert.Equal(Compose.Deployables, Compose.Own.Values.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["collector", "grafana", "jaeger", "mailpit", "mongodb", "prometheus", "rabbitmq"],
            Compose.Parts.Select(part => part.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_container_restarts_and_has_a_health_check()
    {
        Assert.All(Compose.Services.Entries, service =>
        {
            Assert.Equal("unless-stopped", service.Value["restart"].Text);
            if (!WithoutHealthCheck.Contains(service.Key))
                Assert.NotEmpty(service.Value["healthcheck"]["test"].Items);
        });
        Assert.All(Compose.Own.Keys, name =>
            Assert.Equal(["CMD", "health", "ready"], Compose.Services[name]["healthcheck"]["test"].Items.Select(word => word.Text)));
    }

    [Fact]
    public void Data_is_on_named_volumes()
    {
        var mounts = Compose.Services.Entries.Where(service => service.Value.Find("volumes") is not null)
            .SelectMany(service => service.Value["volumes"].Items.Select(volume => (service.Key, Parts: volume.Text.Split(':'))))
            .ToList();
        Assert.All(DataFolders, store =>
        {
            var mount = Assert.Single(mounts, mount => mount.Key == store.Key && mount.Parts[1] == store.Value);
            Assert.Contains(mount.Parts[0], Compose.File["volumes"].Keys);
        });
        Assert.Equal(
            Compose.File["volumes"].Keys.Order(StringComparer.Ordinal),
            mounts.Select(mount => mount.Parts[0]).Where(source => source[0] != '.').Order(StringComparer.Ordinal));
        Assert.All(
            mounts.Where(mount => mount.Parts[0][0] == '.'),
            mount =>
            {
                var path = mount.Parts[0];
                Assert.True(Path.Exists(RepositoryRoot.PathTo(path)), $"{mount.Key} mounts {path}, which does not exist");
                Assert.Equal("ro", mount.Parts[2]);
            });
    }

    [Fact]
    public void Third_party_images_are_pinned()
    {
        Assert.All(Compose.Parts, part => Assert.Matches(Pinned(), part.Value["image"].Text));
        Assert.All(
            Compose.Own.Keys,
            name => Assert.Equal($"scim-bus/{name}:${{SCIMBUS_VERSION:-local}}", Compose.Services[name]["image"].Text));
    }

    [Fact]
    public void Ports_are_bound_to_the_local_machine() => Assert.All(
        Compose.Services.Entries
            .Where(service => service.Value.Find("ports") is not null)
            .SelectMany(service => service.Value["ports"].Items),
        port => Assert.StartsWith("127.0.0.1:", port.Text, StringComparison.Ordinal));

    [Fact]
    public void Services_depend_on_containers_that_exist_and_have_a_health_check() => Assert.All(
        Compose.Services.Entries.Where(service => service.Value.Find("depends_on") is not null),
        service => Assert.All(service.Value["depends_on"].Entries, needed =>
        {
            var part = Compose.Services[needed.Key];
            if (needed.Value["condition"].Text == "service_healthy")
                Assert.NotNull(part.Find("healthcheck"));
        }));

    [Fact]
    public void No_secret_is_in_the_file_or_has_a_default()
    {
        foreach (var (place, text) in Compose.File.Texts())
        {
            Assert.All(Credentials().Matches(text), match => Assert.Matches(Required(), match.Groups["secret"].Value));
            if (SecretName().IsMatch(place.Split('/')[^1]))
                Assert.True(Required().IsMatch(text) || text == "${BOOTSTRAP_TOKEN:-}", $"{place} is {text}");
        }

        // Passwords in embedded JSON.
        Assert.All(
            Compose.File["configs"].Texts().SelectMany(config => JsonPassword().Matches(config.Text)),
            match => Assert.Matches(Required(), match.Groups["secret"].Value));
        Assert.All(
            Compose.ExampleVariables.Where(variable => SecretName().IsMatch(variable.Key)),
            variable => Assert.Equal("", variable.Value));
    }

    [Fact]
    public void The_env_example_has_the_variables_that_compose_reads()
    {
        var text = File.ReadAllText(RepositoryRoot.PathTo("docker-compose.yml"));
        var read = Compose.Variables.Matches(text).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Compose.ExampleVariables.Keys.Order(StringComparer.Ordinal), read);
    }

    [GeneratedRegex(@":v?\d+\.\d+\.\d+(-[a-z0-9]+)?$")]
    private static partial Regex Pinned();

    // A variable without a default: of .env or, escaped, of the container's own shell.
    [GeneratedRegex(@"^(\$\{\w+:\?[^}]+\}|\$\$\w+)$")]
    private static partial Regex Required();

    [GeneratedRegex("(password|token|api_?key|secret)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // The password in a URL.
    [GeneratedRegex(@"://[^:/@]+:(?<secret>\$\{[^}]*\}|[^@/]+)@")]
    private static partial Regex Credentials();

    [GeneratedRegex("\"password\":\\s*\"(?<secret>[^\"]*)\"")]
    private static partial Regex JsonPassword();
}
