using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>How a saga takes a decision over: its messages go out with the same write, each with an id of its own.</summary>
public sealed class SagaOutboxTests
{
    [Fact]
    public void Everything_that_was_decided_goes_out_in_order_at_the_time_of_the_decision()
    {
        var saga = Saga(Ann.Applying);
        saga.Accept(Ann.InSync.Apply(Ann.Sync()).Decide(), Ann.Now.TimeOfDay);
        Assert.Equal([typeof(TimelineEntry).FullName, typeof(ApplyAccount).FullName], saga.Pending.Select(message => message.Type));
        Assert.All(saga.Pending, message => Assert.Equal(Ann.Now.TimeOfDay, message.At));

        saga.Accept(Ann.Applying.Refuse(mayPass: false).Decide(), Ann.Now.TimeOfDay);
        Assert.Equal(typeof(ProvisioningFailed).FullName, saga.Pending[^1].Type);
        Assert.Equal(Ann.Applying.Refuse(mayPass: false).Next(), saga.Record);
    }

    [Fact]
    public void Each_message_is_counted_and_has_an_id_of_its_own_even_if_it_says_the_same()
    {
        var saga = Saga(Ann.Reported);
        var decision = Ann.Reported.Decide();
        saga.Accept(decision, Ann.Now.TimeOfDay);
        saga.Accept(decision, Ann.Now.TimeOfDay);
        Assert.Equal((2, 2), (saga.MessageCount, saga.Pending.Select(message => message.MessageId).Distinct().Count()));
    }

    [Fact]
    public void A_mail_that_is_decided_again_has_the_same_id_and_one_of_another_kind_another()
    {
        var saga = Saga(Ann.Applying);
        var welcome = Ann.Applying.Confirm().Decide();
        saga.Accept(welcome, Ann.Now.TimeOfDay);
        saga.Accept(welcome, Ann.Now.TimeOfDay);
        saga.Accept(welcome with { Mail = welcome.Mail! with { Kind = NotificationKind.Removed } }, Ann.Now.TimeOfDay);
        saga.Accept(welcome with { Mail = welcome.Mail! with { Generation = 2 } }, Ann.Now.TimeOfDay);
        var ids = saga.Pending.Select(message => message.MessageId).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal((4, 3), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public void A_saga_has_changed_if_its_state_or_record_or_outbox_has()
    {
        var saga = Saga(Ann.Applying);
        saga.Accept(Ann.Reported.Decide(), Ann.Now.TimeOfDay);
        Assert.False(saga.HasChangedSince(saga.WithPending(saga.Pending)));
        Assert.True(saga.HasChangedSince(saga.WithPending([])));

        var before = saga.WithPending(saga.Pending);
        saga.Record = saga.Record.Rename();
        Assert.True(saga.HasChangedSince(before));

        before = saga.WithPending(saga.Pending);
        saga.CurrentState = nameof(UserState.OnHold);
        Assert.True(saga.HasChangedSince(before));
    }

    private static UserProvisioningState Saga(ProvisioningRecord record) => new()
    {
        CorrelationId = DirectoryModel.User.Value,
        CurrentState = nameof(UserState.Applying),
        Record = record,
    };
}
