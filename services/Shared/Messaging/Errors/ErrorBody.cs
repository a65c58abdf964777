namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// A part of the body of a message that was set aside. Bodies are in parts because a document of MongoDB has 16 MB at most, and apart from
/// the records because lists need not read them.
/// </summary>
/// <param name="RecordId">Id of the <see cref="ErrorRecord"/>.</param>
/// <param name="Key">Key of the whole body, a new one each time that the message is set aside.</param>
/// <param name="Content">The bytes of the part.</param>
public sealed record ErrorBody(string RecordId, string Key, byte[] Content);
