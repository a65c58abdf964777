using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory;

/// <summary>What a client demands of a resource's version before it is changed (RFC 9110, section 13.1; RFC 7644, section 3.14).</summary>
/// <param name="IfMatch">The entity tags of which one must be the present one; null for no demand, <c>*</c> for any.</param>
internal sealed record Precondition(IReadOnlyList<string>? IfMatch)
{
    public static Precondition None { get; } = new((IReadOnlyList<string>?)null);

    /// <summary>The entity tag of a version. Strong: two answers with one tag say the same of the resource itself.</summary>
    public static string TagOf(long version) => $"\"{version}\"";

    /// <summary>Refuses a change of a version that the client does not mean.</summary>
    /// <exception cref="ScimException">412.</exception>
    public void Require(long version)
    {
        if (IfMatch is not null && !IfMatch.Contains("*") && !IfMatch.Contains(TagOf(version)))
            throw new ScimException(412, null, $"The resource is at version {TagOf(version)}, which is not what If-Match names.");
    }
}
