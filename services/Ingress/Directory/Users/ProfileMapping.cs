using System.Text.Json.Nodes;
using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>Maps a SCIM User to the profile that Pinpoint uses, and tracks when each of its attributes changed.</summary>
internal static class ProfileMapping
{
    public static UserProfile ProfileOf(JsonObject resource) => AttributeMapping.ToProfile(resource);

    /// <summary>The versions of a new user's attributes: 0 for absent ones, so that they overwrite nothing.</summary>
    public static IReadOnlyDictionary<string, long> ChangedAt(UserProfile profile, long version) =>
        AttributeMapping.Attributes.ToDictionary(
            attribute => attribute.Attribute,
            attribute => attribute.InProfile(profile) is null ? 0 : version,
            StringComparer.Ordinal);

    /// <summary>The version at which each attribute last changed, after an update to <paramref name="version"/>.</summary>
    public static IReadOnlyDictionary<string, long> ChangedAt(
        UserProfile before, IReadOnlyDictionary<string, long> changedAt, UserProfile after, long version) =>
        AttributeMapping.Attributes.ToDictionary(
            attribute => attribute.Attribute,
            attribute => Equals(attribute.InProfile(before), attribute.InProfile(after))
                ? changedAt.GetValueOrDefault(attribute.Attribute)
                : version,
            StringComparer.Ordinal);
}
