using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>The access of an account: all of it from one Access Group, replaced as a whole (I4).</summary>
internal sealed record AccountAccess
{
    public static AccountAccess None { get; } = new();

    public GroupId? Group { get; init; }

    public string? DisplayName { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    /// <summary>Generation of the desired Access Group. Access with a lower (generation, group version) is outdated.</summary>
    public long Generation { get; init; }

    /// <summary>Version of the Access Group whose settings these are.</summary>
    public long GroupVersion { get; init; }
}
