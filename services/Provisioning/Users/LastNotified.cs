using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>What the person's mails have said so far. The next mail tells the difference.</summary>
internal sealed record LastNotified
{
    public static LastNotified Nothing { get; } = new();

    /// <summary>Whether the person was ever welcomed.</summary>
    public bool Welcomed { get; init; }

    /// <summary>Whether the person was last told that they may log in.</summary>
    public bool Active { get; init; }

    /// <summary>The group that the person was last told to be in.</summary>
    public GroupId? Group { get; init; }

    /// <summary>Group named in the last "access removed" mail; null after a later mail restored access.</summary>
    public GroupId? Lost { get; init; }
}
