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
    public async Task Nothing_stands_in_for_a_mail_and_the_operator_is_told_why()
    {
        var mail = new NotifyPerson
        {
            Tenant = DirectoryModel.Tenant,
            User = User,
            Generation = 1,
            Kind = NotificationKind.Welcome,
            Email = "ann@acme.example",
            OccurredAt = default,
        };
        var refusal = await Assert.ThrowsAsync<NoPresentStateException>(() => DescribeAsync(mail));
        Assert.Equal("A mail to a person is sent once, so nothing else can stand in for it.", refusal.Message);
    }

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
