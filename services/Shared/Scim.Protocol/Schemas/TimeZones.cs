using NodaTime;

namespace Scim.Protocol.Schemas;

/// <summary>Identifiers of the IANA time zone database (RFC 6557).</summary>
public static class TimeZones
{
    private static readonly Dictionary<string, string> Known =
        DateTimeZoneProviders.Tzdb.Ids.ToDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what is wrong with a time zone, or null if it is an IANA identifier in its exact spelling.</summary>
    public static string? Check(string value)
    {
        if (!Known.TryGetValue(value, out var canonical))
            return "is not an IANA time zone identifier; an example of one is 'Europe/London'";
        return canonical == value ? null : $"is not spelled as in the IANA time zone database: write '{canonical}'";
    }
}
