using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Api;

/// <summary>
/// A user of the directory as the admin API returns it: what the identity provider said, under the names that the fields of accounts have.
/// </summary>
/// <remarks>The order is written out because the serializer would put inherited members last.</remarks>
internal sealed record DirectoryUserView : AccountAttributes
{
    [JsonPropertyOrder(-1)]
    public required UserId Id { get; init; }

    /// <summary>The identity provider's own key for the person.</summary>
    [JsonPropertyOrder(-1)]
    public string? ExternalId { get; init; }

    /// <summary>Whether the person may log in.</summary>
    [JsonPropertyOrder(1)]
    public required bool Active { get; init; }

    /// <summary>The groups that the user is in, the one that was added last first: it is the one that applies.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<DirectoryGroupView> Groups { get; init; }

    [JsonPropertyOrder(1)]
    public required long Version { get; init; }

    [JsonPropertyOrder(1)]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <param name="user">The user.</param>
    /// <param name="names">Names of groups.</param>
    public static DirectoryUserView From(UserRecord user, IReadOnlyDictionary<GroupId, string> names)
    {
        var profile = ProfileMapping.ProfileOf(user.Resource);
        return new DirectoryUserView
        {
            Id = user.Id,
            ExternalId = profile.ExternalId,
            Active = user.Active,
            Groups = [.. GroupsOf(user).Select(group => new DirectoryGroupView(group, names.GetValueOrDefault(group)))],
            Version = user.Version,
            UpdatedAt = ChangedAt(user.Resource),
        }.WithProfile(profile);
    }

    /// <summary>The groups of a user, the one that applies first.</summary>
    public static IEnumerable<GroupId> GroupsOf(UserRecord user)
    {
        var groups = EffectiveAccessGroup.Of(user.Memberships);
        return groups.Group is { } group ? groups.Others.Prepend(group) : [];
    }

    private static DateTimeOffset ChangedAt(JsonObject resource) => DateTimeOffset.Parse(
        resource["meta"]!["lastModified"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>A group of a user.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DisplayName">Its name; null if the group is gone.</param>
internal sealed record DirectoryGroupView(GroupId Id, string? DisplayName);
