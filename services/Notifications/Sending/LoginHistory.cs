using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Notifications.Sending;

/// <summary>What a person is told about logging in, by generation, when one more command about it has been stored.</summary>
internal sealed class LoginHistory
{
    private readonly IReadOnlyCollection<NotificationRecord> _notifications;
    private readonly NotifyPerson _command;
    private readonly long _lastEnd;
    private readonly long _lastLogin;

    /// <param name="notifications">All notifications to the person.</param>
    /// <param name="command">The command.</param>
    public LoginHistory(IReadOnlyCollection<NotificationRecord> notifications, NotifyPerson command)
    {
        (_notifications, _command) = (notifications, command);
        _lastEnd = Last(notification => notification.EndsLogin);
        _lastLogin = Last(IsAboutLogin);

        long Last(Func<NotificationRecord, bool> isOne) =>
            notifications.Where(isOne).Select(notification => notification.Generation).DefaultIfEmpty(-1).Max();
    }

    /// <summary>Whether the command's own mail says what is no longer true.</summary>
    public bool IsCommandOvertaken => IsAboutLogin(_command.Kind) && _command.Generation < _lastEnd && _lastLogin < _lastEnd;

    /// <summary>
    /// Whether the command is the first that tells the person that they can log in: they were to be welcomed, and no mail that says so was
    /// sent or will be.
    /// </summary>
    public bool IsFirstWord => IsReactivation
        && _notifications.Any(notification => notification.Kind == NotificationKind.Welcome)
        && _notifications
            .Where(notification => IsAboutLogin(notification) && notification.Generation < _command.Generation)
            .All(notification => notification.State == NotificationState.Withdrawn);

    /// <summary>Whether the person can log in again, as far as is known.</summary>
    private bool IsReactivation => _command.Kind == NotificationKind.Reactivated && _command.Generation > _lastEnd;

    /// <summary>Whether mails of this kind tell somebody that they can log in.</summary>
    public static bool IsAboutLogin(NotificationKind? kind) => kind is NotificationKind.Welcome or NotificationKind.Reactivated;

    /// <summary>
    /// Whether a mail is to be withdrawn. If the person can log in again it is not, except by the command that says so, which then takes
    /// its place.
    /// </summary>
    public bool IsOvertaken(NotificationRecord notification) =>
        notification.State == NotificationState.Waiting
        && IsAboutLogin(notification)
        && notification.Generation < _lastEnd
        && (_lastLogin < _lastEnd || IsReactivation);

    /// <summary>A mail that an earlier build stored has its kind in the mail only.</summary>
    private static bool IsAboutLogin(NotificationRecord notification) => IsAboutLogin(notification.Kind ?? notification.Mail?.Kind);
}
