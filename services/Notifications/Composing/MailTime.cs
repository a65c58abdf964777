using System.Globalization;
using NodaTime;

namespace Scim.Bus.Notifications.Composing;

/// <summary>Times for people to read.</summary>
internal static class MailTime
{
    /// <summary>The time where somebody is, and which time that is. UTC if the time zone is not said, or unknown to this program's tables.</summary>
    public static string Of(DateTimeOffset time, string? timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone ?? "UTC") ?? DateTimeZone.Utc;
        return Instant.FromDateTimeOffset(time).InZone(zone).ToString("d MMMM uuuu 'at' HH:mm", CultureInfo.InvariantCulture) + $" ({zone.Id})";
    }
}
