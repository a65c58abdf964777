using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Startup;

/// <summary>Describes, in one line, failures to start that an operator can fix.</summary>
internal static partial class StartupFailure
{
    /// <summary>Describes a failure; null for one that looks like a bug, whose stack trace is needed.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        AggregateException several => string.Join(' ', several.Flatten().InnerExceptions.Select(inner => Describe(inner) ?? inner.Message)),
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        InvalidOperationException => OneLine(Conversion(exception.Message) ?? exception.Message),
        StoreUnavailableException or IOException or UnauthorizedAccessException or FormatException => OneLine(exception.Message),
        _ => null,
    };

    /// <summary>
    /// Rewrites the configuration binder's message so that it names the setting as operators write it, and what is allowed.
    /// </summary>
    private static string? Conversion(string message)
    {
        var match = FailedConversion.Match(message);
        if (!match.Success)
            return null;
        var name = match.Groups["path"].Value.Replace(":", "__", StringComparison.Ordinal);
        return $"{name} is '{match.Groups["value"].Value}': it must be {Allowed(match.Groups["type"].Value)}.";
    }

    private static string Allowed(string typeName)
    {
        var type = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(typeName))
            .FirstOrDefault(found => found is not null);
        if (type is { IsEnum: true })
            return string.Join(" or ", Enum.GetNames(type));
        return type == typeof(TimeSpan) ? "a time such as 00:00:30"
            : type == typeof(bool) ? "true or false"
            : type == typeof(int) || type == typeof(long) ? "a whole number"
            : $"a {typeName}";
    }

    private static string OneLine(string text) => LineBreaks.Replace(text, " ").Trim();

    [GeneratedRegex(
        @"^Failed to convert configuration value '(?<value>.*)' at '(?<path>.+)' to type '(?<type>.+)'\.", RegexOptions.None, 1_000)]
    private static partial Regex FailedConversion { get; }

    [GeneratedRegex(@"\s*[\r\n]+\s*", RegexOptions.None, 1_000)]
    private static partial Regex LineBreaks { get; }
}
