using System.Text;
using Scim.Protocol.Tests.Fuzz;

namespace Scim.Bus.Ingress.Tests.Fuzz;

/// <summary>Generates requests with errors in the method, path, query, headers or body.</summary>
internal sealed class MalformedRequests(string token, string user, string group)
{
    private static readonly string[] Types =
    [
        "Users", "Groups", "", "Bulk", "Me", "Schemas", "ResourceTypes", "ServiceProviderConfig", "Users/.search", ".search",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "get", "FOO"];

    private static readonly string[] MediaTypes =
    [
        "application/scim+json", "application/json", "application/json; charset=utf-16", "text/html", "application/", ";",
        "multipart/form-data",
    ];

    private static readonly string[] OtherHeaders =
    [
        "If-Match", "If-None-Match", "Accept", "Accept-Encoding", "traceparent", "X-Forwarded-For", "Cookie",
    ];

    private static readonly string[] Parameters =
    [
        "sortBy", "sortOrder", "startIndex", "count", "cursor", "attributes", "excludedAttributes", "filter", "x",
    ];

    /// <summary>A request as sent over the wire, but without Content-Length.</summary>
    public (byte[] Head, byte[] Body) Next(Mutator mutator)
    {
        var (method, path, body) = mutator.Below(9) switch
        {
            0 => ("POST", "Users", mutator.Json(Wellformed.User)),
            1 => (mutator.OneOf(["PUT", "PATCH"]), $"Users/{user}", mutator.Json(mutator.OneOf([Wellformed.User, Wellformed.Patch]))),
            2 => (mutator.OneOf(["POST", "PUT"]), mutator.OneOf(["Groups", $"Groups/{group}"]), mutator.Json(Wellformed.Group)),
            3 => ("PATCH", $"Groups/{group}", mutator.Json(Wellformed.GroupPatch)),
            4 => ("POST", mutator.OneOf(["Users/.search", "Groups/.search", ".search"]), mutator.Json(Wellformed.Search)),
            5 => ("POST", "Bulk", mutator.Json(Wellformed.Bulk)),
            6 or 7 => ("GET", $"{mutator.OneOf(["Users", "Groups", ""])}?{Query(mutator)}", ""),
            _ => (
                mutator.OneOf(Methods),
                mutator.Text(mutator.OneOf(Types) + "/" + mutator.OneOf([user, group, "x"])),
                mutator.Chance(50) ? "" : mutator.Soup()),
        };
        // A mutated path must not delete the user or group that other requests need.
        if (method == "DELETE")
            path = path.Replace(user, "gone", StringComparison.Ordinal).Replace(group, "gone", StringComparison.Ordinal);
        var head = new StringBuilder($"{method} /scim/v2/{Printable(path)} HTTP/1.1\r\nHost: localhost\r\n");
        head.Append(mutator.Chance(97) ? $"Authorization: Bearer {token}\r\n" : $"Authorization: {Printable(mutator.Soup())}\r\n");
        head.Append($"Content-Type: {(mutator.Chance(90) ? "application/scim+json" : mutator.OneOf(MediaTypes))}\r\n");
        if (mutator.Chance(15))
            head.Append($"{mutator.OneOf(OtherHeaders)}: {Header(mutator)}\r\n");
        return (Encoding.UTF8.GetBytes(head.ToString()), mutator.Bytes(body.Replace("{user}", user, StringComparison.Ordinal)));
    }

    private string Query(Mutator mutator)
    {
        var template = mutator.Chance(30) ? mutator.Soup() : mutator.Text(mutator.OneOf(Wellformed.Filters));
        var filter = template.Replace("{user}", user, StringComparison.Ordinal);
        var parameters = new List<string> { $"filter={Escape(mutator, filter)}" };
        foreach (var name in Parameters)
        {
            if (!mutator.Chance(15))
                continue;
            var value = mutator.Chance(50) ? mutator.Fragment() : mutator.OneOf(["userName", "descending", "2", "-1", "emails.value"]);
            parameters.Add($"{name}={Escape(mutator, value)}");
        }

        return string.Join('&', parameters.Skip(mutator.Below(2)));
    }

    /// <summary>Usually escapes correctly, or most of the text would never arrive.</summary>
    private static string Escape(Mutator mutator, string text) =>
        mutator.Chance(90) ? Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))) : text;

    /// <summary>Removes characters that would end the line and change the structure of the request.</summary>
    private static string Printable(string text) => text.Replace('\r', '?').Replace('\n', '?').Replace(' ', '+');

    private static string Header(Mutator mutator) =>
        (mutator.Chance(50) ? mutator.Text("W/\"1\", \"2\"") : mutator.Soup()).Replace('\r', '?').Replace('\n', '?');
}
