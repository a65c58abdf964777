namespace Scim.Bus.Provisioning.Comparison;

/// <summary>A page of compared users.</summary>
/// <param name="Users">The users with their accounts.</param>
/// <param name="Next">Position of the next page; null at the end.</param>
internal sealed record ComparedPage(IReadOnlyList<ComparedUser> Users, ComparisonPosition? Next);
