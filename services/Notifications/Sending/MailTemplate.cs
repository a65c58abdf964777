using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Notifications.Sending;

/// <summary>The texts: a file for each kind, the subject in its first line, with names in braces for what differs.</summary>
internal static class MailTemplate
{
    private static readonly ConcurrentDictionary<NotificationKind, (string Subject, string Text)> Texts = [];

    /// <summary>The subject and the text for a person.</summary>
    public static (string Subject, string Text) Fill(NotifyPerson notification)
    {
        var (subject, text) = Texts.GetOrAdd(notification.Kind, Read);
        return (Fill(subject, notification), Fill(text, notification));
    }

    private static string Fill(string text, NotifyPerson notification) => text
        .Replace("{name}", notification.Name ?? "there", StringComparison.Ordinal)
        .Replace("{email}", notification.Email, StringComparison.Ordinal)
        .Replace("{group}", notification.AccessGroup ?? "not decided yet", StringComparison.Ordinal)
        .Replace("{time}", Time(notification), StringComparison.Ordinal);

    /// <summary>The time where the person is, and which time that is.</summary>
    private static string Time(NotifyPerson notification)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(notification.TimeZone ?? "UTC") ?? DateTimeZone.Utc;
        var time = Instant.FromDateTimeOffset(notification.OccurredAt).InZone(zone);
        return time.ToString("d MMMM uuuu 'at' HH:mm", CultureInfo.InvariantCulture) + $" ({zone.Id})";
    }

    private static (string Subject, string Text) Read(NotificationKind kind)
    {
        using var stream = typeof(MailTemplate).Assembly.GetManifestResourceStream($"{kind.ToString().ToLowerInvariant()}.txt")
            ?? throw new InvalidOperationException($"There is no text for {kind}.");
        using var reader = new StreamReader(stream);
        return (reader.ReadLine()!, reader.ReadToEnd());
    }
}
