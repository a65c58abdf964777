using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Commands about a person's login: generation 1 is the welcome, even ones end the login, and the others allow it again.</summary>
internal static class LoginCommand
{
    public static NotifyPerson Of(NotifyPerson person, int generation, bool isSilent = false) => person with
    {
        Generation = generation,
        Kind = generation == 1 ? NotificationKind.Welcome
            : generation % 2 == 0 ? NotificationKind.Removed : NotificationKind.Reactivated,
        EndsLogin = generation % 2 == 0,
        IsSilent = isSilent && generation > 1,
    };
}
