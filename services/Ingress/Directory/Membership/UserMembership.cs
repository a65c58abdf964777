using System.Text.Json.Serialization;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>A user's present or former membership in one group.</summary>
internal sealed record UserMembership
{
    public required GroupId Group { get; init; }

    /// <summary>
    /// The newest version of the group whose intent was applied here; older intents are ignored. Former memberships are kept for a while,
    /// so that a late intent cannot bring a member back.
    /// </summary>
    public required long GroupVersion { get; init; }

    /// <summary>The user's version at which the membership was added; 0 for a former one. The latest addition takes effect (I4).</summary>
    public required long Since { get; init; }

    /// <summary>Time of the last change.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>False for a former membership.</summary>
    [JsonIgnore]
    public bool IsActive => Since > 0;
}
