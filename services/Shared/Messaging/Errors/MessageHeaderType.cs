using System.Text.Json.Serialization;

namespace Scim.Bus.Messaging.Errors;

/// <summary>Type of a header's value.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageHeaderType>))]
public enum MessageHeaderType
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>Bytes that are not UTF-8.</summary>
    Bytes,

    /// <summary>A whole number of 64 bits or fewer.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,
}
