using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory;

/// <summary>
/// What a client demands of a resource's version before it is read or changed (RFC 9110, section 13.1; RFC 7644, section 3.14). An entity tag
/// that is <c>*</c> is any.
/// </summary>
/// <param name="IfMatch">The entity tags of which one must be the present one; null for no demand.</param>
/// <param name="IfNoneMatch">The entity tags of which none may be the present one; null for no demand.</param>
internal sealed record Precondition(IReadOnlyList<string>? IfMatch, IReadOnlyList<string>? IfNoneMatch = null)
{
    private const string Any = "*";

    public static Precondition None { get; } = new(null, null);

    /// <summary>The entity tag of a version. Strong: two answers with one tag say the same of the resource itself.</summary>
    public static string TagOf(long version) => $"\"{version}\"";

    /// <summary>Refuses a change of a version that the client does not mean.</summary>
    /// <exception cref="ScimException">412.</exception>
    public void Require(long version)
    {
        RequireMatch(version);
        if (IsKnown(version))
            throw new ScimException(412, null, $"The resource is at version {TagOf(version)}, which If-None-Match excludes.");
    }

    /// <summary>Refuses what is asked of a version that the client does not mean.</summary>
    /// <exception cref="ScimException">412.</exception>
    public void RequireMatch(long version)
    {
        if (IfMatch is not null && !Names(IfMatch, version))
            throw new ScimException(412, null, $"The resource is at version {TagOf(version)}, which is not what If-Match names.");
    }

    /// <summary>Whether the client has this version and asks only for others.</summary>
    public bool IsKnown(long version) => IfNoneMatch is not null && Names(IfNoneMatch, version);

    private static bool Names(IReadOnlyList<string> tags, long version) => tags.Contains(Any) || tags.Contains(TagOf(version));
}
