using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>
/// Describes a value in the body of a request to the admin API that its serializer refused: where it is, what it is, and what would be
/// right. The serializer itself says only where, and which type of ours it did not become.
/// </summary>
internal static partial class WrongValue
{
    /// <summary>Bodies up to this size, in bytes, are kept in memory until the request has ended; larger ones in a file.</summary>
    private const int BufferSize = 256 * 1024;

    /// <summary>Keeps the body, so that it can be read again if it is refused.</summary>
    public static void KeepBody(HttpRequest request) => request.EnableBuffering(BufferSize);

    public static async Task<string> DescribeAsync(HttpContext context, JsonException failure, CancellationToken cancellationToken)
    {
        var path = failure.Path!.TrimStart('$', '.');
        var expected = Expected(TypeOf(failure), context);
        context.Request.Body.Position = 0;
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: cancellationToken);
        var value = ScimJson.Describe(At(body, failure.Path));
        return expected is null
            ? $"'{Shown.Text(path)}' is {value}, which is not allowed there."
            : $"'{Shown.Text(path)}' is {value}; it takes {expected}.";
    }

    private static JsonNode? At(JsonNode? body, string path)
    {
        foreach (Match step in Step.Matches(path))
        {
            body = (body, step.Groups["index"]) switch
            {
                (JsonArray elements, { Success: true } index) => elements[int.Parse(index.ValueSpan, CultureInfo.InvariantCulture)],
                (JsonObject members, _) => members.Member(step.Groups["name"].Value),
                _ => body,
            };
        }

        return body;
    }

    /// <summary>What a type looks like in JSON, in an admin's words; null if that has no short name.</summary>
    private static string? Expected(Type? type, HttpContext context) => type switch
    {
        null => null,
        { IsEnum: true } => $"one of {string.Join(", ", Values(type, context))}",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(string) => "a string",
        _ when type == typeof(DateTimeOffset) => "a time such as 2027-01-31T12:00:00Z",
        _ when type == typeof(Guid) || IsId(type) => "an id",
        _ => null,
    };

    /// <summary>
    /// The type that the value did not become. For a parameter of a constructor the serializer names the whole object's type.
    /// </summary>
    private static Type? TypeOf(JsonException failure)
    {
        var name = TypeName.Match(failure.Message).Groups["name"].Value;
        var named = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).OfType<Type>().FirstOrDefault();
        var member = Step.Matches(failure.Path!)[^1].Groups["name"].Value;
        var property = named?.GetProperties().FirstOrDefault(of => of.Name.Equals(member, StringComparison.OrdinalIgnoreCase));
        var type = property?.PropertyType ?? named;
        return type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
    }

    private static IEnumerable<string> Values(Type of, HttpContext context)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return Enum.GetValues(of).Cast<object>().Select(value => JsonSerializer.Serialize(value, of, json).Trim('"'));
    }

    private static bool IsId(Type type) =>
        type.GetInterfaces().Any(of => of.IsGenericType && of.GetGenericTypeDefinition() == typeof(IGuidId<>));

    [GeneratedRegex("""could not be converted to (?:System\.Nullable`1\[)?(?<name>\w+(?:[.+]\w+)*)""", RegexOptions.None, 1_000)]
    private static partial Regex TypeName { get; }

    [GeneratedRegex("""\.(?<name>[^.\[\]']+)|\[(?<index>\d+)\]|\['(?<name>[^']*)'\]""", RegexOptions.None, 1_000)]
    private static partial Regex Step { get; }
}
