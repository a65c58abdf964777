using Scim.Bus.Contracts.Internal;
using Scim.Bus.Notifications.Sending;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>
/// Whoever can log in is welcomed once, though they could not for a while before their welcome was handed over, and in whatever order the
/// commands arrive. A soak found that they were only told that their access is back.
/// </summary>
public sealed class LoginMailTests(NotificationsHost host) : IClassFixture<NotificationsHost>, IAsyncLifetime
{
    public Task InitializeAsync()
    {
        host.Smtp.Clear();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The generations 1, 3 and 5 are a welcome and two reactivations; 2 and 4 end the login.</summary>
    [Theory]
    [InlineData("123", "removed welcome")]
    [InlineData("132", "reactivated removed welcome")]
    [InlineData("213", "removed welcome")]
    [InlineData("231", "reactivated removed welcome")]
    [InlineData("312", "reactivated removed welcome")]
    [InlineData("321", "reactivated removed welcome")]
    [InlineData("12345", "removed removed welcome")]
    [InlineData("13524", "reactivated reactivated removed removed welcome")]
    [InlineData("41532", "reactivated removed removed welcome")]
    [Trait("Takes", "Seconds")]
    public async Task Whoever_can_log_in_again_is_welcomed_if_the_welcome_was_withdrawn(string order, string expected)
    {
        var person = Notify(await host.TenantAsync(), Address());
        await host.Smtp.StopAsync();
        foreach (var generation in order)
            await StoreAsync(LoginCommand.Of(person, generation - '0'));
        host.Smtp.Start();
        await host.EventuallyAsync(() => Assert.Equal(expected, host.Told(person)));
        foreach (var generation in order)
            await host.PublishAsync(LoginCommand.Of(person, generation - '0'));
        await AssertNothingMoreAsync(person, expected);
    }

    [Theory]
    [InlineData("123")]
    [InlineData("132")]
    [InlineData("213")]
    [InlineData("231")]
    [InlineData("312")]
    [InlineData("321")]
    [InlineData("12345")]
    [InlineData("24135")]
    [Trait("Takes", "Seconds")]
    public async Task Also_where_the_tenant_wants_no_mails_about_changes(string order)
    {
        var person = Notify(await host.TenantAsync(), Address());
        await host.Smtp.StopAsync();
        foreach (var generation in order)
            await StoreAsync(LoginCommand.Of(person, generation - '0', isSilent: true));
        host.Smtp.Start();
        await host.EventuallyAsync(() => Assert.Equal("welcome", host.Told(person)));
        foreach (var generation in order)
            await host.PublishAsync(LoginCommand.Of(person, generation - '0', isSilent: true));
        await AssertNothingMoreAsync(person, "welcome");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Whatever_arrives_at_the_same_time_there_is_one_welcome()
    {
        var tenant = await host.TenantAsync();
        var people = Enumerable.Range(0, 30).Select(_ => Notify(tenant, Address())).ToList();
        await host.Smtp.StopAsync();
        await Task.WhenAll(people.SelectMany(person => new[] { 3, 2, 1 }.Select(i => StoreAsync(LoginCommand.Of(person, i)))));
        host.Smtp.Start();
        foreach (var person in people)
            await host.EventuallyAsync(() => AssertCarriedOutAsync(person, 1, 2, 3));
        await AssertNothingMoreAsync(people[0], host.Told(people[0]));
        Assert.All(people, person => Assert.Single(host.Told(person).Split(' '), kind => kind == "welcome"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Whoever_was_welcomed_is_told_that_access_is_back()
    {
        var person = Notify(await host.TenantAsync(), Address());
        foreach (var generation in new[] { 1, 2, 3 })
        {
            await StoreAsync(LoginCommand.Of(person, generation));
            await host.EventuallyAsync(() => Assert.Equal(generation, host.MailsTo(person.Email).Count));
        }

        await AssertNothingMoreAsync(person, "reactivated removed welcome");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Nobody_is_welcomed_whom_the_tenant_did_not_want_to_welcome()
    {
        var person = Notify(await host.TenantAsync(), Address());
        await host.Smtp.StopAsync();
        await StoreAsync(LoginCommand.Of(person, 2));
        await StoreAsync(LoginCommand.Of(person, 3));
        host.Smtp.Start();
        await host.EventuallyAsync(() => Assert.Equal("reactivated removed", host.Told(person)));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_mail_that_an_earlier_build_stored_is_withdrawn_too()
    {
        var person = Notify(await host.TenantAsync(), Address());
        await host.Smtp.StopAsync();
        await StoreAsync(person);
        var id = NotificationRecord.IdOf(person);
        await host.EventuallyAsync(async () =>
        {
            var waiting = (await host.Records.GetAsync(person.Tenant, id, default))!;
            Assert.Equal(NotificationState.Waiting, waiting.Body.State);
            var older = waiting with { Body = waiting.Body with { Kind = null } };
            Assert.NotNull((await host.Records.ReplaceAsync(older, default)).Document);
        });
        await StoreAsync(LoginCommand.Of(person, 2, isSilent: true));
        await host.EventuallyAsync(async () => Assert.Equal(
            NotificationState.Withdrawn, (await host.Records.GetAsync(person.Tenant, id, default))!.Body.State));
        host.Smtp.Start();
        await AssertNothingMoreAsync(person, "");
    }

    /// <summary>Publishes a command and waits until its notification is stored, and can be sent if it is to be.</summary>
    private async Task StoreAsync(NotifyPerson command)
    {
        await host.PublishAsync(command);
        await host.EventuallyAsync(async () =>
        {
            var record = await host.Records.GetAsync(command.Tenant, NotificationRecord.IdOf(command), default);
            Assert.NotNull(record);
            Assert.False(record.Body is { State: NotificationState.Waiting, NextDueAt: null });
        });
    }

    /// <summary>Asserts that nothing is left to be done for a person's commands.</summary>
    private async Task AssertCarriedOutAsync(NotifyPerson person, params IEnumerable<int> generations)
    {
        foreach (var id in generations.Select(generation => NotificationRecord.IdOf(LoginCommand.Of(person, generation))))
        {
            var record = await host.Records.GetAsync(person.Tenant, id, default);
            Assert.Contains(record!.Body.State, new[] { NotificationState.Sent, NotificationState.Withdrawn });
        }
    }

    /// <summary>Asserts that no other mail follows. A mail to somebody else, which is sent later, shows that there was time.</summary>
    private async Task AssertNothingMoreAsync(NotifyPerson person, string told)
    {
        await host.WelcomeAnotherAsync(person.Tenant);
        Assert.Equal(told, host.Told(person));
    }
}
