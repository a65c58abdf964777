namespace Scim.Bus.Contracts.Internal;

/// <summary>A manual edit of one field of an account.</summary>
/// <param name="Field">The field's name in the admin API.</param>
/// <param name="By">Editor, as named by the caller of the admin API; null if not named.</param>
/// <param name="At">Time of the edit, UTC.</param>
public sealed record FieldEdit(string Field, string? By, DateTimeOffset At);
