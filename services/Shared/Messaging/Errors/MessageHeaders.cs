using System.Globalization;
using System.Text;

namespace Scim.Bus.Messaging.Errors;

/// <summary>Converts headers between transports and the store.</summary>
internal static class MessageHeaders
{
    private const string FaultPrefix = "MT-Fault-";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Returns the headers that a retry sends: without those that MassTransit added when it set the message aside, and without tables and
    /// lists, which only brokers add.
    /// </summary>
    public static IReadOnlyList<MessageHeader> Read(IEnumerable<KeyValuePair<string, object?>> headers) =>
    [
        .. headers
            .Where(header => !header.Key.StartsWith(FaultPrefix, StringComparison.Ordinal) && header.Key != "MT-Reason")
            .Select(header => Read(header.Key, header.Value))
            .OfType<MessageHeader>()
            .OrderBy(header => header.Name, StringComparer.Ordinal),
    ];

    /// <summary>The value of a header as text; null if there is none.</summary>
    public static string? Text(IEnumerable<KeyValuePair<string, object?>> headers, string name) =>
        headers.FirstOrDefault(header => header.Key == name).Value switch
        {
            null => null,
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    /// <summary>The value as it was.</summary>
    public static object ValueOf(MessageHeader header) => header.Type switch
    {
        MessageHeaderType.Bytes => Convert.FromBase64String(header.Value),
        MessageHeaderType.Integer => long.Parse(header.Value, CultureInfo.InvariantCulture),
        MessageHeaderType.Number => double.Parse(header.Value, CultureInfo.InvariantCulture),
        MessageHeaderType.Truth => bool.Parse(header.Value),
        _ => header.Value,
    };

    private static MessageHeader? Read(string name, object? value) => value switch
    {
        string text => new MessageHeader(name, MessageHeaderType.Text, text),
        Uri or Guid => new MessageHeader(name, MessageHeaderType.Text, value.ToString()!),
        DateTime time => new MessageHeader(name, MessageHeaderType.Text, time.ToString("O", CultureInfo.InvariantCulture)),
        byte[] bytes => FromBytes(name, bytes),
        bool truth => new MessageHeader(name, MessageHeaderType.Truth, truth ? bool.TrueString : bool.FalseString),
        float or double or decimal => new MessageHeader(name, MessageHeaderType.Number, Invariant(value)),
        sbyte or byte or short or ushort or int or uint or long => new MessageHeader(name, MessageHeaderType.Integer, Invariant(value)),
        _ => null,
    };

    private static MessageHeader FromBytes(string name, byte[] bytes)
    {
        try
        {
            return new MessageHeader(name, MessageHeaderType.Text, StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return new MessageHeader(name, MessageHeaderType.Bytes, Convert.ToBase64String(bytes));
        }
    }

    private static string Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
