using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.ServiceDefaults;
using Scim.Bus.Testing;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>Stored sagas of a real host on the in-memory bus, where a publish completes when the saga has handled the message.</summary>
public sealed class SagaRevisionTests : IDisposable
{
    private static readonly TenantId Acme = TenantId.Parse("acme", null);
    private static readonly UserId User = new(Guid.NewGuid());

    private readonly TempFolder _folder = new("sagas");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Quirk_31_a_sagas_revision_changes_only_with_its_content()
    {
        await using var host = await StartAsync();
        var message = Message(version: 2, "second");
        await PublishAsync(host, message);
        var stored = await PublishedAsync(host);

        await PublishAsync(host, message);
        await PublishAsync(host, Message(version: 1, "first"));
        Assert.Equal(stored, await PublishedAsync(host));

        await PublishAsync(host, Message(version: 3, "third"));
        var (revision, state) = await PublishedAsync(host);
        Assert.True(revision > stored.Revision);
        Assert.NotEqual(stored.State, state);
    }

    /// <summary>The saga after its outbox was published, and emptied.</summary>
    private static async Task<(long Revision, string State)> PublishedAsync(WebApplication host)
    {
        var sagas = host.Services.GetRequiredService<IDocumentCollection<UserProvisioningState>>();
        Document<UserProvisioningState>? saga = null;
        await Eventually.Be(async () =>
        {
            saga = await sagas.GetAsync(Acme, User.ToString(), default);
            return saga is { Body.Pending.Count: 0 };
        });
        return (saga!.Revision, $"{saga.Body.CurrentState}, {saga.Body.Record.Desired}, {saga.Body.Record.Profile?.Profile.GivenName}");
    }

    private static Task PublishAsync(WebApplication host, PendingMessage message) =>
        host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(message, default);

    private static PendingMessage Message(long version, string givenName) => PendingMessage.Create(
        new UserProvisioned
        {
            Tenant = Acme,
            User = User,
            Version = version,
            Profile = new UserProfile { UserName = "ada@acme.example", GivenName = givenName },
            ChangedAt = new Dictionary<string, long> { ["givenName"] = version },
            Active = true,
            OccurredAt = DateTimeOffset.UnixEpoch,
        },
        MessageIds.Create(User.Value, version, nameof(UserProvisioned)),
        DateTimeOffset.UnixEpoch);

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Bus:Transport"] = "InMemory";
        builder.Configuration["Store:Engine"] = "Sqlite";
        builder.Configuration["Store:Path"] = _folder.Path;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.AddServiceDefaults("provisioning").AddProvisioning().AddBus(singleProcess: true);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
