using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Has people told what became of their access: by comparing what is confirmed with what they were last told, so that steps in between which
/// nobody saw are not told, and nothing is told twice.
/// </summary>
internal static class Telling
{
    /// <summary>Sends the notification that is due, if one is, and notes it as told.</summary>
    public static void Tell(UserSaga saga, TenantSettings settings, TimeSpan grace, DateTimeOffset now)
    {
        var kind = KindFor(saga.Told, saga.Confirmed);
        if (kind != NotificationKind.Removed)
        {
            saga.TellAt = null;
        }
        else if (!Grace.HasPassed(saga, settings) && now < (saga.TellAt ??= now + grace))
        {
            return;
        }

        if (kind is { } told && saga.Profile?.Profile.WorkEmail is { } email && IsWanted(told, settings))
            saga.Pending = [.. saga.Pending, Notification(saga, told, email, now)];
        saga.TellAt = null;
        saga.Told = Heard(saga.Told, saga.Confirmed);
    }

    /// <summary>What there is to tell; null for nothing.</summary>
    internal static NotificationKind? KindFor(Told told, Confirmation confirmed)
    {
        if (!confirmed.Exists || !confirmed.Active)
            return told is { Active: true, Lost: null } ? NotificationKind.Removed : null;
        if (!told.Welcomed)
            return NotificationKind.Welcome;
        if (!told.Active)
            return NotificationKind.Reactivated;
        if (confirmed.Group is null)
            return told.Group is not null ? NotificationKind.Removed : null;
        if (confirmed.Group == told.Lost)
            return NotificationKind.Reactivated;
        var isMove = told.Group is not null || told.Lost is not null;
        return isMove && confirmed.Group != told.Group ? NotificationKind.Moved : null;
    }

    private static Told Heard(Told before, Confirmation confirmed)
    {
        var isIn = confirmed is { Exists: true, Active: true };
        return new Told
        {
            Welcomed = before.Welcomed || isIn,
            Active = isIn,
            Group = isIn ? confirmed.Group : before.Group,
            Lost = isIn && confirmed.Group is null ? before.Group ?? before.Lost : null,
        };
    }

    private static bool IsWanted(NotificationKind kind, TenantSettings settings) =>
        kind == NotificationKind.Welcome ? settings.WelcomeEmails : settings.ChangeEmails;

    private static PendingMessage Notification(UserSaga saga, NotificationKind kind, string email, DateTimeOffset now)
    {
        var profile = saga.Profile!.Profile;
        var name = string.Join(' ', new[] { profile.GivenName, profile.FamilyName }.OfType<string>());
        return PendingMessage.Create(
            new NotifyPerson
            {
                Tenant = saga.Tenant,
                User = saga.User,
                Generation = saga.Goal.Generation,
                Kind = kind,
                Email = email,
                Name = name.Length > 0 ? name : null,
                PersonKind = profile.Kind,
                TimeZone = profile.TimeZone,
                AccessGroup = saga.Confirmed.GroupName,
                OccurredAt = now,
            },
            MessageIds.Create(saga.CorrelationId, saga.Goal.Generation, $"{nameof(NotifyPerson)}/{kind}"),
            now);
    }
}
