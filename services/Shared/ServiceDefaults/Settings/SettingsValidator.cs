using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Scim.Bus.ServiceDefaults.Settings;

/// <summary>
/// Validates options by their data annotations. Does what <c>ValidateDataAnnotations</c> does, but its messages name the setting as
/// operators write it, with its value: <c>Mail__Port is 0: it must be between 1 and 65535.</c>
/// </summary>
internal sealed class SettingsValidator<T>(string section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var results = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(results.Select(result => Describe(options, result)));
    }

    private string Describe(T options, ValidationResult result)
    {
        var member = result.MemberNames.FirstOrDefault() ?? "";
        // The annotations' own messages begin so.
        var problem = result.ErrorMessage!.Replace($"The field {member} ", "", StringComparison.Ordinal);
        // Text may be a secret.
        var value = typeof(T).GetProperty(member)?.GetValue(options);
        var setting = $"{section.Replace(":", "__", StringComparison.Ordinal)}__{member}";
        return value is null or string ? $"{setting}: {problem}" : $"{setting} is {value}: it {problem}";
    }
}
