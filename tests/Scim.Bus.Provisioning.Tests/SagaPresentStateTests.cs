using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>What is published in place of a message of a saga that an operator discards.</summary>
public sealed class SagaPresentStateTests
{
    private static readonly UserId User = new(Guid.NewGuid());

    [Fact]
    public async Task A_discarded_command_wakes_the_saga()
    {
        var message = Assert.Single(await DescribeAsync(new RetryUser { Tenant = DirectoryModel.Tenant, User = User }));
        Assert.Equal(typeof(UserTimeoutElapsed).FullName, message.Type);
        Assert.Equal(User.ToString(), message.Body.GetProperty("user").GetString());
    }

    [Fact]
    public async Task Nothing_stands_in_for_a_mail() => await Assert.ThrowsAsync<NoPresentStateException>(() => DescribeAsync(
        new NotifyPerson
        {
            Tenant = DirectoryModel.Tenant,
            User = User,
            Generation = 1,
            Kind = NotificationKind.Welcome,
            Email = "ann@acme.example",
            OccurredAt = default,
        }));

    private static Task<IReadOnlyList<PendingMessage>> DescribeAsync<T>(T discarded)
        where T : class
    {
        var saga = new UserProvisioningState
        {
            CorrelationId = User.Value,
            Record = new ProvisioningRecord { Tenant = DirectoryModel.Tenant, User = User },
        };
        var pending = PendingMessage.Create(discarded, Guid.NewGuid(), default);
        return new SagaPresentState(new FakeTimeProvider()).DescribeAsync(saga, pending, default);
    }
}
