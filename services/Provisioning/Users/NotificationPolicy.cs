using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Decides which mail a person gets about their access. It compares the observed state with what the person was last told: steps in between
/// that nobody noticed are not told, and nothing is told twice.
/// </summary>
internal static class NotificationPolicy
{
    /// <summary>
    /// Sends the mail that is due, if one is, and records it as told. A loss of access is told after the grace period, as it may be a move.
    /// </summary>
    public static void NotifyIfDue(UserProvisioningState saga, TenantSettings settings, TimeSpan gracePeriod, DateTimeOffset now)
    {
        var kind = KindFor(saga.LastNotified, saga.Observed);
        if (kind != NotificationKind.Removed)
        {
            saga.NotifyAt = null;
        }
        else if (!RemovalGracePeriod.HasElapsed(saga, settings) && now < (saga.NotifyAt ??= now + gracePeriod))
        {
            return;
        }

        if (kind is { } due && saga.Profile?.Profile.WorkEmail is { } email && IsEnabled(due, settings))
        {
            var id = MessageIds.Create(saga.CorrelationId, saga.Desired.Generation, $"{nameof(NotifyPerson)}/{due}");
            saga.Add(CreateCommand(saga, due, email, now), now, id);
        }

        saga.NotifyAt = null;
        saga.LastNotified = After(saga.LastNotified, saga.Observed);
    }

    /// <summary>The kind of mail that tells the difference; null if there is none.</summary>
    internal static NotificationKind? KindFor(LastNotified last, ObservedState observed)
    {
        if (!observed.Exists || !observed.Active)
            return last is { Active: true, Lost: null } ? NotificationKind.Removed : null;
        if (!last.Welcomed)
            return NotificationKind.Welcome;
        if (!last.Active)
            return NotificationKind.Reactivated;
        if (observed.Group is null)
            return last.Group is not null ? NotificationKind.Removed : null;
        if (observed.Group == last.Lost)
            return NotificationKind.Reactivated;
        var isMove = last.Group is not null || last.Lost is not null;
        return isMove && observed.Group != last.Group ? NotificationKind.Moved : null;
    }

    private static LastNotified After(LastNotified before, ObservedState observed)
    {
        var mayLogIn = observed is { Exists: true, Active: true };
        return new LastNotified
        {
            Welcomed = before.Welcomed || mayLogIn,
            Active = mayLogIn,
            Group = mayLogIn ? observed.Group : before.Group,
            Lost = mayLogIn && observed.Group is null ? before.Group ?? before.Lost : null,
        };
    }

    private static bool IsEnabled(NotificationKind kind, TenantSettings settings) =>
        kind == NotificationKind.Welcome ? settings.WelcomeEmails : settings.ChangeEmails;

    private static NotifyPerson CreateCommand(UserProvisioningState saga, NotificationKind kind, string email, DateTimeOffset now)
    {
        var profile = saga.Profile!.Profile;
        var names = new[] { profile.GivenName, profile.FamilyName }.Where(name => !string.IsNullOrWhiteSpace(name));
        var fullName = string.Join(' ', names.Select(name => name!.Trim()));
        return new NotifyPerson
        {
            Tenant = saga.Tenant,
            User = saga.User,
            Generation = saga.Desired.Generation,
            Kind = kind,
            Email = email,
            Name = fullName.Length > 0 ? fullName : null,
            PersonKind = profile.Kind,
            TimeZone = profile.TimeZone,
            AccessGroup = saga.Observed.GroupName,
            OccurredAt = now,
        };
    }
}
