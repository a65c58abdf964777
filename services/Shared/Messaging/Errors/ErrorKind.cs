using System.Text.Json.Serialization;

namespace Scim.Bus.Messaging.Errors;

/// <summary>Why a message was set aside.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrorKind>))]
public enum ErrorKind
{
    /// <summary>Its consumer failed to handle it: it was in an <c>_error</c> queue.</summary>
    Failed,

    /// <summary>No consumer takes its type: it was in a <c>_skipped</c> queue.</summary>
    Skipped,

    /// <summary>It can't be published: it was in an outbox.</summary>
    Unpublishable,
}
