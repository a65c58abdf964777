namespace Scim.Bus.Ingress.Tokens;

/// <summary>What is known of a secret.</summary>
/// <param name="Known">The valid token, with what a request needs of it; null if there is none.</param>
/// <param name="Sent">Whose token it is, or was; null if nobody knows it.</param>
internal sealed record TokenCheck(KnownToken? Known, SentToken? Sent)
{
    public static TokenCheck Unknown { get; } = new(null, null);
}
