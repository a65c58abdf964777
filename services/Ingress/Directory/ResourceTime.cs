using System.Globalization;

namespace Scim.Bus.Ingress.Directory;

/// <summary>Formats times in resources as <c>xsd:dateTime</c> in UTC, to the millisecond (RFC 7643, section 2.3.5).</summary>
internal static class ResourceTime
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
