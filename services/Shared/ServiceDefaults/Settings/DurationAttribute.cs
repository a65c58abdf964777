using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.ServiceDefaults.Settings;

/// <summary>Requires a time span from zero, or longer than zero, to a year.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ValidationAttribute
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>True to allow zero.</summary>
    public bool AllowZero { get; set; }

    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is TimeSpan duration && duration <= Longest && (AllowZero ? duration >= TimeSpan.Zero : duration > TimeSpan.Zero);

    /// <inheritdoc />
    public override string FormatErrorMessage(string name) =>
        AllowZero ? "must be between 00:00:00 and 365.00:00:00." : "must be longer than 00:00:00 and at most 365.00:00:00.";
}
