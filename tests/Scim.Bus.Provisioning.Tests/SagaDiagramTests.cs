using System.Globalization;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Testing;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>Draws the diagram in the documentation from what the saga does. Run with <c>UPDATE_DOCS=1</c> to update it.</summary>
public sealed class SagaDiagramTests
{
    private const int Histories = 40_000;
    private const string Begin = "```mermaid\n";
    private const string End = "```\n";

    private static readonly Lazy<HashSet<(UserState? From, string On, UserState To)>> Steps = new(Observe);

    private static readonly string Path = RepositoryRoot.PathTo("docs", "saga.md");

    [Fact]
    public void The_diagram_in_the_documentation_matches_the_saga()
    {
        var text = File.ReadAllText(Path);
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, start, StringComparison.Ordinal);
        var drawn = Draw();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(Path, text[..start] + drawn + text[end..]);
        else
            Assert.Equal(text[start..end], drawn);
    }

    [Fact]
    public void Every_state_is_reached()
    {
        var reached = Steps.Value.Select(step => step.To).ToHashSet();
        Assert.Equal(Enum.GetValues<UserState>().ToHashSet(), reached);
    }

    private static string Draw()
    {
        var lines = Steps.Value
            .Where(step => step.From != step.To)
            .GroupBy(step => (step.From, step.To))
            .OrderBy(edge => edge.Key.From).ThenBy(edge => edge.Key.To)
            .Select(edge => string.Create(
                CultureInfo.InvariantCulture,
                $"    {edge.Key.From?.ToString() ?? "[*]"} --> {edge.Key.To}: {Labels(edge.Select(step => step.On))}\n"));
        return $"stateDiagram-v2\n{string.Concat(lines)}";

        static string Labels(IEnumerable<string> messages) => string.Join("<br>", messages.Order(StringComparer.Ordinal));
    }

    /// <summary>Collects the transitions of sagas in many random histories, from fixed seeds.</summary>
    private static HashSet<(UserState? From, string On, UserState To)> Observe()
    {
        var steps = new HashSet<(UserState? From, string On, UserState To)>();
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var directory = DirectoryModel.Create(Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(7)));
            var world = new World(directory.Messages);
            for (var i = 0; i < 60; i++)
            {
                if (random.Next(8) == 0)
                    Disturb(world, directory, random);
                world.Step(random.Next(1_000_000));
            }

            steps.UnionWith(world.Steps);
        }

        return steps;
    }

    private static void Disturb(World world, DirectoryModel directory, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                world.Send(new StepRefused
                {
                    Tenant = DirectoryModel.Tenant,
                    User = DirectoryModel.User,
                    Generation = world.Saga.Desired.Generation,
                    MayPass = random.Next(2) == 0,
                    Reason = "refused",
                });
                break;
            case 1:
                world.Send(new RetryUser { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User });
                break;
            case 2:
                world.Settings = new TenantSettings
                {
                    AutomaticSync = random.Next(2) == 0,
                    GroupsToSync = random.Next(2) == 0 ? null : [DirectoryModel.Groups[random.Next(3)]],
                };
                world.Wake();
                break;
            default:
                world.Send(new SyncUser
                {
                    Tenant = DirectoryModel.Tenant,
                    User = DirectoryModel.User,
                    Sync = Guid.Empty,
                    Directory = directory.Now(),
                    HasAccount = world.Snapshot is not null,
                    AccountGeneration = world.Snapshot?.Generation ?? 0,
                });
                break;
        }
    }
}
