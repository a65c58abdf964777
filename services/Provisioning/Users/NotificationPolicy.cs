using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

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
    public static Decision Notified(this Decision decision, TenantSettings settings, TimeSpan gracePeriod, Moment now)
    {
        var record = decision.Record;
        var kind = KindFor(record.LastNotified, record.Observed);
        if (kind == NotificationKind.Removed && !RemovalGracePeriod.HasElapsed(record, settings))
        {
            var notifyAt = record.NotifyAt ?? now.Due + gracePeriod;
            if (now.Due < notifyAt)
                return decision with { Record = record with { NotifyAt = notifyAt } };
        }

        var isMailed = kind is { } due && record.Profile!.Profile.WorkEmail is not null && IsEnabled(due, settings);
        // A welcome that still waits for the mail server is overtaken by the end of the login, and sent after all once the person can log
        // in again, whether a mail says so or not.
        var endsLogin = kind == NotificationKind.Removed && record.Observed is not { Exists: true, Active: true };
        var concernsWelcome = endsLogin || (kind == NotificationKind.Reactivated && !record.LastNotified.Active);
        return decision with
        {
            Record = record with { NotifyAt = null, LastNotified = After(record.LastNotified, record.Observed) },
            Mail = isMailed || (concernsWelcome && settings.WelcomeEmails)
                ? CreateCommand(record, kind!.Value, now.TimeOfDay) with { IsSilent = !isMailed, EndsLogin = endsLogin }
                : null,
        };
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

    private static NotifyPerson CreateCommand(ProvisioningRecord record, NotificationKind kind, DateTimeOffset now)
    {
        var profile = record.Profile!.Profile;
        var names = new[] { profile.GivenName, profile.FamilyName }.Where(name => !string.IsNullOrWhiteSpace(name));
        var fullName = string.Join(' ', names.Select(name => name!.Trim()));
        return new NotifyPerson
        {
            Tenant = record.Tenant,
            User = record.User,
            Generation = record.Desired.Generation,
            Kind = kind,
            Email = profile.WorkEmail ?? "",
            Name = fullName.Length > 0 ? fullName : null,
            PersonKind = profile.Kind,
            TimeZone = profile.TimeZone,
            AccessGroup = record.Observed.GroupName,
            OccurredAt = now,
        };
    }
}
