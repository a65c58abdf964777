namespace Scim.Bus.AccessGroups.Api;

/// <summary>New settings of an Access Group. They replace the old ones as a whole, so a missing list clears that list.</summary>
internal sealed record SettingsRequest(
    IReadOnlyList<string>? Permissions, IReadOnlyList<string>? Visibilities, IReadOnlyList<string>? Notifications);
