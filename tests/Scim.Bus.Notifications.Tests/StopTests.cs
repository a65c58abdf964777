using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using static Scim.Bus.Notifications.Tests.Messages;

namespace Scim.Bus.Notifications.Tests;

/// <summary>A stop of the process leaves no mail whose outcome is unknown.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private const int Mails = 40;
    private static readonly TimeSpan SlowServer = TimeSpan.FromSeconds(1);

    private readonly NotificationsHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_stop_begins_no_mail_and_finishes_those_in_hand()
    {
        var tenant = await _host.TenantAsync();
        _host.Smtp.DelayAcceptance(SlowServer, Mails);
        for (var i = 0; i < Mails; i++)
            await _host.PublishAsync(Notify(tenant, $"person-{i}@acme.example"));
        await Eventually.Be(async () => Assert.Contains(await StatesAsync(tenant), state => state == NotificationState.Sending));

        await _host.StopAsync();

        var states = await StatesAsync(tenant);
        Assert.All(states, state => Assert.True(state is NotificationState.Sent or NotificationState.Waiting, $"A mail is {state}."));
        Assert.Contains(states, state => state == NotificationState.Waiting);
        Assert.Equal(_host.Smtp.Mails.Count, states.Count(state => state == NotificationState.Sent));
    }

    private async Task<IReadOnlyList<NotificationState>> StatesAsync(TenantId tenant)
    {
        var found = await _host.Records.QueryAsync(new DocumentQuery { Tenant = tenant, Limit = Mails }, default);
        return [.. found.Select(document => document.Body.State)];
    }
}
