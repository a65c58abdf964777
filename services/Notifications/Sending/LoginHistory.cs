using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Sending;

/// <summary>What a person is told about logging in, by generation, when one more command about it has been stored.</summary>
internal sealed class LoginHistory
{
    private readonly IReadOnlyCollection<Document<NotificationRecord>> _notifications;
    private readonly NotifyPerson _command;
    private readonly long _lastEnd;
    private readonly long _lastLogin;
    private readonly Document<NotificationRecord>? _welcome;

    /// <param name="notifications">All notifications to the person.</param>
    /// <param name="command">The command.</param>
    public LoginHistory(IReadOnlyCollection<Document<NotificationRecord>> notifications, NotifyPerson command)
    {
        (_notifications, _command) = (notifications, command);
        _lastEnd = Last(notification => notification.EndsLogin);
        _lastLogin = Last(notification => IsAboutLogin(KindOf(notification)));
        _welcome = notifications
            .Where(notification => KindOf(notification.Body) == NotificationKind.Welcome && notification.Body.Generation < _lastEnd)
            .MaxBy(notification => notification.Body.Generation);

        long Last(Func<NotificationRecord, bool> isOne) => notifications
            .Select(notification => notification.Body)
            .Where(isOne)
            .Select(notification => notification.Generation)
            .DefaultIfEmpty(-1)
            .Max();
    }

    /// <summary>The newest generation that ends the login or allows it. What is decided by it holds until a newer one is known.</summary>
    public long Newest => Math.Max(_lastEnd, _lastLogin);

    /// <summary>Whether the command's own mail says what is no longer true.</summary>
    public bool IsCommandOvertaken => IsAboutLogin(_command.Kind) && _command.Generation < _lastEnd && _lastLogin < _lastEnd;

    /// <summary>
    /// Mails to be withdrawn: they tell of a login that has ended, and the person cannot log in, or the command tells them that they can
    /// again. A welcome that is withdrawn already is among them, so that nobody who does not know of the end yet brings it back.
    /// </summary>
    public IEnumerable<Document<NotificationRecord>> Overtaken => _notifications.Where(notification =>
        IsAboutLogin(KindOf(notification.Body))
        && notification.Body.Generation < _lastEnd
        && (_lastLogin < _lastEnd
            ? notification.Body.State == NotificationState.Waiting || IsWithdrawnWelcome(notification.Body)
            : notification.Body.State == NotificationState.Waiting && IsReactivation && notification != _welcome));

    /// <summary>The welcome to be sent in place of the command's own mail: the person can log in again and was never welcomed.</summary>
    public Document<NotificationRecord>? DueWelcome => IsReactivation && _welcome is { } welcome && IsDue(welcome.Body) ? welcome : null;

    /// <summary>Whether the person can log in again, as far as is known.</summary>
    private bool IsReactivation => _command.Kind == NotificationKind.Reactivated && _command.Generation > _lastEnd;

    /// <summary>Whether mails of this kind tell somebody that they can log in.</summary>
    public static bool IsAboutLogin(NotificationKind? kind) => kind is NotificationKind.Welcome or NotificationKind.Reactivated;

    /// <summary>Whether the welcome was not begun, or was sent in place of the command's mail when the command came before.</summary>
    public bool IsDue(NotificationRecord welcome) => welcome.State is NotificationState.Waiting or NotificationState.Withdrawn
        ? welcome.DecidedBy <= Newest
        : welcome.DecidedBy == Newest;

    private static bool IsWithdrawnWelcome(NotificationRecord notification) =>
        notification is { State: NotificationState.Withdrawn, Kind: NotificationKind.Welcome };

    /// <summary>What a mail tells. One that an earlier build stored has its kind in the mail only.</summary>
    private static NotificationKind? KindOf(NotificationRecord notification) => notification.Kind ?? notification.Mail?.Kind;
}
