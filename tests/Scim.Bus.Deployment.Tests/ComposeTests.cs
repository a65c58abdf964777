using System.Text.RegularExpressions;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>What <c>docker compose up</c> starts: everything, watched, kept, pinned, and without a secret in the file.</summary>
public sealed partial class ComposeTests
{
    /// <summary>Where each part that keeps something keeps it.</summary>
    private static readonly Dictionary<string, string> Stores = new()
    {
        ["rabbitmq"] = "/var/lib/rabbitmq",
        ["mongodb"] = "/data/db",
        ["mailpit"] = "/data",
        ["jaeger"] = "/tmp",
        ["prometheus"] = "/prometheus",
        ["grafana"] = "/var/lib/grafana",
    };

    /// <summary>Parts whose image has nothing in it that could ask them.</summary>
    private static readonly HashSet<string> WithoutHealthCheck = ["collector"];

    [Fact]
    public void Every_deployable_and_every_part_that_it_needs_is_there()
    {
        Assert.Equal(Compose.Deployables, Compose.Own.Values.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["collector", "grafana", "jaeger", "mailpit", "mongodb", "prometheus", "rabbitmq"],
            Compose.Parts.Select(part => part.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_container_is_started_again_and_has_a_health_check()
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
    public void What_a_store_keeps_lies_on_a_named_volume()
    {
        var mounts = Compose.Services.Entries.Where(service => service.Value.Find("volumes") is not null)
            .SelectMany(service => service.Value["volumes"].Items.Select(volume => (service.Key, Parts: volume.Text.Split(':'))))
            .ToList();
        Assert.All(Stores, store =>
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
                Assert.True(Path.Exists(RepositoryRoot.Of(mount.Parts[0])), $"{mount.Key} mounts {mount.Parts[0]}, which is not there");
                Assert.Equal("ro", mount.Parts[2]);
            });
    }

    [Fact]
    public void Images_of_others_are_pinned()
    {
        Assert.All(Compose.Parts, part => Assert.Matches(Pinned(), part.Value["image"].Text));
        Assert.All(Compose.Own.Keys, name => Assert.Equal($"scim-bus/{name}:${{SCIMBUS_VERSION:-local}}", Compose.Services[name]["image"].Text));
    }

    [Fact]
    public void Ports_are_open_to_this_machine_only() => Assert.All(
        Compose.Services.Entries.Where(service => service.Value.Find("ports") is not null).SelectMany(service => service.Value["ports"].Items),
        port => Assert.StartsWith("127.0.0.1:", port.Text, StringComparison.Ordinal));

    [Fact]
    public void Services_wait_for_parts_that_are_there_and_can_tell_that_they_are_healthy() => Assert.All(
        Compose.Services.Entries.Where(service => service.Value.Find("depends_on") is not null),
        service => Assert.All(service.Value["depends_on"].Entries, needed =>
        {
            var part = Compose.Services[needed.Key];
            if (needed.Value["condition"].Text == "service_healthy")
                Assert.NotNull(part.Find("healthcheck"));
        }));

    [Fact]
    public void No_secret_stands_in_the_file_and_none_has_a_default()
    {
        foreach (var (place, text) in Compose.File.Texts())
        {
            Assert.All(Credentials().Matches(text), match => Assert.Matches(Required(), match.Groups["secret"].Value));
            if (SecretName().IsMatch(place.Split('/')[^1]))
                Assert.True(Required().IsMatch(text) || text == "${BOOTSTRAP_TOKEN:-}", $"{place} is {text}");
        }

        // JSON in a config: "password": "...".
        Assert.All(
            Compose.File["configs"].Texts().SelectMany(config => JsonPassword().Matches(config.Text)),
            match => Assert.Matches(Required(), match.Groups["secret"].Value));
        Assert.All(Compose.ExampleVariables.Where(variable => SecretName().IsMatch(variable.Key)), variable => Assert.Equal("", variable.Value));
    }

    [Fact]
    public void The_example_of_the_env_file_has_the_variables_that_compose_reads()
    {
        var text = File.ReadAllText(RepositoryRoot.Of("docker-compose.yml"));
        var read = Compose.Variables.Matches(text).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Compose.ExampleVariables.Keys.Order(StringComparer.Ordinal), read);
    }

    [GeneratedRegex(@":v?\d+\.\d+\.\d+(-[a-z0-9]+)?$")]
    private static partial Regex Pinned();

    // Taken from .env, without a default; or, in a container's own shell, from its environment.
    [GeneratedRegex(@"^(\$\{\w+:\?[^}]+\}|\$\$\w+)$")]
    private static partial Regex Required();

    [GeneratedRegex("(password|token|api_?key|secret)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // The part between the colon and the @ of an address.
    [GeneratedRegex(@"://[^:/@]+:(?<secret>\$\{[^}]*\}|[^@/]+)@")]
    private static partial Regex Credentials();

    [GeneratedRegex("\"password\":\\s*\"(?<secret>[^\"]*)\"")]
    private static partial Regex JsonPassword();
}
