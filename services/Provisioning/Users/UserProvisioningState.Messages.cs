using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <remarks>Messages are added to the saga's own outbox: they are stored with the saga, in one write, and published after it.</remarks>
internal sealed partial class UserProvisioningState
{
    public void AddCommand(Step step, DateTimeOffset now)
    {
        if (step == Step.Account)
        {
            Requested = Requested with { Account = Desired };
            Add(
                new ApplyAccount
                {
                    Tenant = Tenant,
                    User = User,
                    Generation = Desired.Generation,
                    Exists = Desired.Exists,
                    Active = Desired.Active,
                    Profile = Profile!.Profile,
                    ProfileVersion = Profile.Version,
                    ChangedAt = Profile.ChangedAt,
                    OverwriteAll = Desired.OverwriteAll,
                },
                now);
        }
        else
        {
            Requested = Requested with { Access = Desired };
            Add(new AssignAccessGroup { Tenant = Tenant, User = User, Generation = Desired.Generation, Group = Desired.Group }, now);
        }
    }

    /// <summary>Adds a line to the user's provisioning log. It must not contain personal data (I8).</summary>
    public void AddTimelineEntry(string step, TimelineOutcome outcome, string detail, DateTimeOffset now) => Add(
        new TimelineEntry
        {
            Tenant = Tenant,
            User = User,
            Step = step,
            Outcome = outcome,
            Detail = detail,
            OccurredAt = now,
        },
        now);

    /// <summary>Tells subscribers that the saga has given up.</summary>
    public void AddFailure(Fault fault, string step, DateTimeOffset now) => Add(
        new ProvisioningFailed
        {
            Tenant = Tenant,
            User = User,
            UserName = Profile?.Profile.UserName,
            Step = step,
            Reason = fault.Reason,
            Attempts = fault.Attempts,
            OccurredAt = now,
        },
        now);

    /// <param name="message">The message.</param>
    /// <param name="now">Current time, UTC.</param>
    /// <param name="messageId">Its id; one of its own unless told.</param>
    public void Add<T>(T message, DateTimeOffset now, Guid? messageId = null)
        where T : class
    {
        var id = messageId ?? MessageIds.Create(CorrelationId, ++MessageCount, typeof(T).Name);
        Pending = [.. Pending, PendingMessage.Create(message, id, now)];
    }
}
