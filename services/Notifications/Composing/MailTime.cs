using System.Globalization;
using NodaTime;

namespace Scim.Bus.Notifications.Composing;

/// <summary>Formats times for mails.</summary>
internal static class MailTime
{
    private const string Pattern = "d MMMM uuuu 'at' HH:mm";

    /// <summary>The local time and its zone. UTC if <paramref name="timeZone"/> is null or not in the time zone database.</summary>
    public static string Format(DateTimeOffset time, string? timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone ?? "UTC") ?? DateTimeZone.Utc;
        return Instant.FromDateTimeOffset(time).InZone(zone).ToString(Pattern, CultureInfo.InvariantCulture) + $" ({zone.Id})";
    }
}
