using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>The Access Group that an account has its access from.</summary>
/// <param name="Id">Id of the group.</param>
/// <param name="DisplayName">Its name; null if AccessGroups did not know the group yet when it assigned it.</param>
internal sealed record AccessGroupView(GroupId Id, string? DisplayName);
