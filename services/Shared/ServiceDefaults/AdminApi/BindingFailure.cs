using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>
/// Describes, for an admin to read, why ASP.NET Core could not bind a request to an endpoint's parameters. Its own messages name types of
/// ours instead of what would be right.
/// </summary>
internal static partial class BindingFailure
{
    public const string NameTwice = "The request body has a name twice.";
    public const string UnknownCharset = "The charset of the request body is unknown; use UTF-8.";

    public static async Task<string> DescribeAsync(
        HttpContext context, BadHttpRequestException failure, CancellationToken cancellationToken)
    {
        if (failure.InnerException is JsonException json)
            return IsAboutValue(json) ? await WrongValue.DescribeAsync(context, json, cancellationToken) : Describe(json);
        if (failure.StatusCode == StatusCodes.Status415UnsupportedMediaType)
            return StatusDetail.NotJson;
        if (Invalid.Match(failure.Message) is { Success: true } invalid)
            return $"'{NameIn(invalid)}' is '{invalid.Groups["value"].Value}', which is not allowed there.";
        if (NoBody.IsMatch(failure.Message))
            return "A request body is required.";
        return Missing.Match(failure.Message) is { Success: true } missing ? $"'{NameIn(missing)}' is required." : failure.Message;
    }

    private static bool IsAboutValue(JsonException failure) =>
        failure.Path is { Length: > 1 } && failure.Message.Contains("could not be converted", StringComparison.Ordinal);

    private static string Describe(JsonException failure)
    {
        if (Duplicate.Match(failure.Message) is { Success: true } duplicate)
            return $"The request body has '{duplicate.Groups["name"].Value}' twice.";
        var position = failure is { LineNumber: { } line, BytePositionInLine: { } column } ? $" (line {line + 1}, byte {column + 1})" : "";
        return $"The request body is not a JSON object as this call takes it{position}.";
    }

    private static string NameIn(Match match) => JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value);

    [GeneratedRegex("""^Failed to bind parameter "(?:.* )?(?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline, 1_000)]
    private static partial Regex Invalid { get; }

    [GeneratedRegex("""was not provided from body|but no body was provided""", RegexOptions.None, 1_000)]
    private static partial Regex NoBody { get; }

    [GeneratedRegex("""^Required parameter "(?:.* )?(?<name>\w+)" was not provided""", RegexOptions.None, 1_000)]
    private static partial Regex Missing { get; }

    [GeneratedRegex("""^Duplicate property '(?<name>[^']*)'""", RegexOptions.None, 1_000)]
    private static partial Regex Duplicate { get; }
}
