using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>What follows from what a saga knows: its next state and record, and what it says. Its timers are in the record.</summary>
internal sealed record Decision
{
    public UserState State { get; init; }

    public required ProvisioningRecord Record { get; init; }

    /// <summary>The command to Accounts; null if none is due.</summary>
    public ApplyAccount? Command { get; init; }

    /// <summary>The mail to the person; null if none is due.</summary>
    public NotifyPerson? Mail { get; init; }

    /// <summary>What subscribers are told if the saga gives up; null if it does not.</summary>
    public ProvisioningFailed? Failure { get; init; }

    /// <summary>Lines for the provisioning log.</summary>
    public IReadOnlyList<TimelineEntry> Log { get; init; } = [];

    /// <summary>This decision with another line in the provisioning log. It must not contain personal data (I8).</summary>
    public Decision Logged(string step, TimelineOutcome outcome, string detail, DateTimeOffset now)
    {
        var entry = new TimelineEntry
        {
            Tenant = Record.Tenant,
            User = Record.User,
            Step = step,
            Outcome = outcome,
            Detail = detail,
            OccurredAt = now,
        };
        return this with { Log = [.. Log, entry] };
    }
}
