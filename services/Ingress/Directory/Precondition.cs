using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory;

/// <summary>
/// The client's <c>If-Match</c> and <c>If-None-Match</c> (RFC 9110, section 13.1; RFC 7644, section 3.14). The entity tag <c>*</c> matches
/// every version.
/// </summary>
/// <param name="IfMatch">Entity tags of which one must match the current version; null if the header is absent.</param>
/// <param name="IfNoneMatch">Entity tags of which none may match the current version; null if the header is absent.</param>
internal sealed record Precondition(IReadOnlyList<string>? IfMatch, IReadOnlyList<string>? IfNoneMatch = null)
{
    private const string Any = "*";

    public static Precondition None { get; } = new(null, null);

    /// <summary>The strong entity tag of a version: two responses with the same tag have the same resource.</summary>
    public static string TagOf(long version) => $"\"{version}\"";

    /// <summary>Checks both headers before a change.</summary>
    /// <exception cref="ScimException">412: the current version does not meet the precondition.</exception>
    public void Require(long version)
    {
        RequireMatch(version);
        if (IsKnown(version))
            throw new ScimException(412, null, $"The resource is at version {TagOf(version)}, which If-None-Match excludes.");
    }

    /// <summary>Checks <c>If-Match</c> only, as a GET does: <c>If-None-Match</c> makes it a 304 instead.</summary>
    /// <exception cref="ScimException">412: the current version is not in <c>If-Match</c>.</exception>
    public void RequireMatch(long version)
    {
        if (IfMatch is not null && !Names(IfMatch, version))
            throw new ScimException(412, null, $"The resource is at version {TagOf(version)}, which does not match If-Match.");
    }

    /// <summary>True if <c>If-None-Match</c> says that the client has this version already.</summary>
    public bool IsKnown(long version) => IfNoneMatch is not null && Names(IfNoneMatch, version);

    private static bool Names(IReadOnlyList<string> tags, long version) => tags.Contains(Any) || tags.Contains(TagOf(version));
}
