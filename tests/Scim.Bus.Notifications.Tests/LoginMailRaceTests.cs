using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Protocol.Filters;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>
/// Whoever can log in is welcomed once, though a command stands still for longer than any lease between its steps while others go on.
/// </summary>
public sealed class LoginMailRaceTests(NotificationsHost host) : IClassFixture<NotificationsHost>, IAsyncLifetime
{
    private readonly ConcurrentQueue<NotifyPerson> _consumed = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectHandle? _observer;

    public Task InitializeAsync()
    {
        host.Smtp.Clear();
        _observer = host.Services.GetRequiredService<IBus>().ConnectConsumeObserver(new Observer(_consumed));
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        host.Failures.BeforeQuery = host.Failures.AfterQuery = _ => Task.CompletedTask;
        _released.TrySetResult();
        _observer?.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_reactivation_is_not_sent_before_it_was_reviewed()
    {
        var person = await WithdrawnAsync();
        await HoldReactivationAsync(person, after: false);
        host.Smtp.Start();
        await host.EventuallyAsync(() => Assert.Equal("removed", host.Told(person)));
        await host.WelcomeAnotherAsync(person.Tenant);
        Assert.Equal("removed", host.Told(person));
        _released.SetResult();
        await host.EventuallyAsync(() => Assert.Equal("removed welcome", host.Told(person)));
    }

    [Fact]
    public async Task A_welcome_that_was_sent_while_its_reactivation_stood_still_is_the_only_one()
    {
        var person = Notify(await host.TenantAsync(), Address());
        await host.Smtp.StopAsync();
        await ConsumeAsync(person);
        await HoldReactivationAsync(person, after: true);
        await ConsumeAsync(LoginCommand.Of(person, 2));
        host.Smtp.Start();
        await host.EventuallyAsync(() => Assert.Equal("removed welcome", host.Told(person)));
        _released.SetResult();
        await host.EventuallyAsync(() => Assert.Equal("reactivated removed welcome", host.Told(person)));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Nobody_is_welcomed_by_a_reactivation_that_stood_still_until_the_login_ended_again()
    {
        var person = await WithdrawnAsync();
        await HoldReactivationAsync(person, after: true);
        await ConsumeAsync(LoginCommand.Of(person, 4));
        _released.SetResult();
        await host.EventuallyAsync(() => Assert.Contains(_consumed, command => command.User == person.User && command.Generation == 3));
        host.Smtp.Start();
        await host.EventuallyAsync(() => Assert.Equal("removed removed", host.Told(person)));
        await host.WelcomeAnotherAsync(person.Tenant);
        Assert.Equal("removed removed", host.Told(person));
        await ConsumeAsync(LoginCommand.Of(person, 5));
        await host.EventuallyAsync(() => Assert.Equal("removed removed welcome", host.Told(person)));
    }

    /// <summary>Commands of each person come in any order and at the same time, and stand still at random between their steps.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Takes", "Seconds")]
    public async Task Whoever_can_log_in_at_the_end_has_one_welcome_and_nobody_else_has(int seed)
    {
        var random = new Random(seed);
        var tenant = await host.TenantAsync();
        var people = Enumerable.Range(0, 30).Select(_ => (Person: Notify(tenant, Address()), Last: random.Next(2, 7))).ToList();
        var commands = people
            .SelectMany(one => Enumerable.Range(1, one.Last).Select(i => LoginCommand.Of(one.Person, i, random.Next(2) == 0)))
            .ToArray();
        random.Shuffle(commands);
        host.Failures.BeforeQuery = host.Failures.AfterQuery = _ => Task.Delay(Random.Shared.Next(30));
        await host.Smtp.StopAsync();
        await Task.WhenAll(commands.Select(command => host.PublishAsync(command)));
        await Eventually.Be(() =>
            Assert.Equal(commands.Length, _consumed.DistinctBy(command => (command.User, command.Generation)).Count()));
        host.Smtp.Start();
        await host.EventuallyAsync(async () => Assert.DoesNotContain(
            await host.Records.QueryAsync(new DocumentQuery { Tenant = tenant, Limit = 1_000 }, default),
            record => record.Body.State is NotificationState.Waiting or NotificationState.Sending));
        Assert.All(people, one => Assert.Equal(
            one.Last % 2, host.Told(one.Person).Split(' ').Count(kind => kind == "welcome")));
    }

    /// <summary>A person whose welcome was withdrawn, while the mail server is away.</summary>
    private async Task<NotifyPerson> WithdrawnAsync()
    {
        var person = Notify(await host.TenantAsync(), Address());
        await host.Smtp.StopAsync();
        await ConsumeAsync(person);
        await ConsumeAsync(LoginCommand.Of(person, 2));
        return person;
    }

    /// <summary>Publishes generation 3, and holds its review before or after its query until the test releases it.</summary>
    private async Task HoldReactivationAsync(NotifyPerson person, bool after)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (after)
            host.Failures.AfterQuery = HoldAsync;
        else
            host.Failures.BeforeQuery = HoldAsync;
        await host.PublishAsync(LoginCommand.Of(person, 3));
        await held.Task.WaitAsync(Eventually.Patience);

        Task HoldAsync(DocumentQuery query) =>
            query.Filter is BoundComparison { Value: string user } && user == $"{person.User}" && held.TrySetResult()
                ? _released.Task
                : Task.CompletedTask;
    }

    private async Task ConsumeAsync(NotifyPerson command)
    {
        await host.PublishAsync(command);
        await Eventually.Be(() =>
            Assert.Contains(_consumed, other => other.User == command.User && other.Generation == command.Generation));
    }

    private sealed class Observer(ConcurrentQueue<NotifyPerson> consumed) : IConsumeObserver
    {
        public Task PreConsume<T>(ConsumeContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context)
            where T : class
        {
            if (context.Message is NotifyPerson command)
                consumed.Enqueue(command);
            return Task.CompletedTask;
        }

        public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
