using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Directory.Commands;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Protocol.Patch;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Base of tests of PATCHes that wait for one group.</summary>
public abstract class GroupCommitTest(IngressHost host) : IClassFixture<IngressHost>
{
    private protected IngressHost Host { get; } = host;

    private GroupStore Groups => Host.Services.GetRequiredService<GroupStore>();

    /// <summary>Sends PATCHes that all wait for the group before the first is applied.</summary>
    private protected async Task<IReadOnlyList<Task<GroupRecord>>> TogetherAsync(
        TenantClient client, string group, params string[] operations)
    {
        var release = await HoldAsync(client, group);
        var patches = operations.Select(operation => PatchAsync(client, group, operation)).ToList();
        release();
        await Task.WhenAll(patches);
        return patches;
    }

    /// <summary>Holds the group by a change that changes nothing.</summary>
    /// <returns>Lets go of it.</returns>
    private protected async Task<Action> HoldAsync(TenantClient client, string group)
    {
        await client.AllEvents();
        var (isHeld, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ = Groups.ChangeAsync(client.Tenant, GroupId.Parse(group, null), HoldingAsync, default);
        await isHeld.Task;
        return mayEnd.SetResult;

        async Task<GroupRecord> HoldingAsync(GroupRecord present, CancellationToken token)
        {
            isHeld.SetResult();
            await mayEnd.Task.WaitAsync(token);
            return present;
        }
    }

    private protected Task<GroupRecord> PatchAsync(
        TenantClient client, string group, string operation, CancellationToken cancellationToken = default)
    {
        var body = (JsonObject)JsonNode.Parse($$"""{"schemas":["{{TenantClient.PatchUrn}}"],"Operations":[{{operation}}]}""")!;
        return Host.Services.GetRequiredService<PatchGroup>().ExecuteAsync(
            client.Tenant, new TenantSettings(), GroupId.Parse(group, null), PatchRequest.Read(body), Precondition.None, new PatchBudget(),
            entry: null, cancellationToken);
    }

    private protected async Task<long> RevisionAsync(TenantClient client, string group)
    {
        await client.AllEvents();
        return (await Groups.Documents.GetAsync(client.Tenant, group, default))!.Revision;
    }

    private protected static async Task<IReadOnlyList<string>> UsersAsync(TenantClient client, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => client.User($"u{i}")));
}
