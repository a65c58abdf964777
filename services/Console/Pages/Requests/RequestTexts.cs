using System.Globalization;
using Scim.Bus.Console.Clients;
using Scim.Bus.ServiceDefaults.Requests;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>SCIM requests, for people to read.</summary>
public static class RequestTexts
{
    /// <summary>What may have come of a request, to choose from.</summary>
    public static IReadOnlyList<(string Value, string Text)> Results { get; } =
    [
        ("", "All"), ("refused", "Refused"), ("failed", "Failed"), ("changed", "Changed something"), ("unchanged", "Changed nothing"),
        ("read", "Read"),
    ];

    /// <summary>What a request may be about, to choose from.</summary>
    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } = [("", "All"), ("User", "Users"), ("Group", "Groups")];

    /// <summary>A result that exists; empty for anything else.</summary>
    public static string KnownResult(string? text) => Results.Any(option => option.Value == text) ? text ?? "" : "";

    /// <summary>A kind that exists; empty for anything else.</summary>
    public static string KnownKind(string? text) => Kinds.Any(option => option.Value == text) ? text ?? "" : "";

    /// <summary>What the client wanted, such as <c>Create user</c>.</summary>
    public static string WhatOf(ScimRequest request)
    {
        var verb = request.Method switch
        {
            "POST" when request.Path.EndsWith("/.search", StringComparison.OrdinalIgnoreCase) => "Search",
            "POST" => "Create",
            "PUT" or "PATCH" when request.Deactivation => "Deactivate",
            "PUT" => "Replace",
            "PATCH" => "Change",
            "DELETE" => "Delete",
            "GET" or "HEAD" => "Read",
            _ => request.Method,
        };
        var isOne = request.ResourceId is not null || verb is not ("Search" or "Read");
        return request.ResourceType switch
        {
            "User" => $"{verb} {(isOne ? "user" : "users")}",
            "Group" => $"{verb} {(isOne ? "group" : "groups")}",
            _ when request.Method == "POST" => $"Send {request.Path}",
            _ => $"{verb} {request.Path}",
        };
    }

    /// <summary>What the client wanted, and whom or what it is about, as the title of a page.</summary>
    public static string TitleOf(ScimRequest request) =>
        request.Subject is { } subject ? $"{WhatOf(request)} {subject}" : WhatOf(request);

    /// <summary>Method, path and query.</summary>
    public static string LineOf(ScimRequest request) => request.Query is { Length: > 0 } query
        ? $"{request.Method} {request.Path}?{query.TrimStart('?')}"
        : $"{request.Method} {request.Path}";

    /// <summary>What came of it.</summary>
    public static (string Tone, string Text) ResultOf(ScimRequest request) => request.Outcome switch
    {
        "refused" => ("error", "Refused"),
        "failed" => ("error", "Failed"),
        "changed" => ("ok", "Changed"),
        "unchanged" => ("neutral", "No change"),
        "read" => ("neutral", "Read"),
        var other => ("neutral", other),
    };

    /// <summary>What came of a request that was not refused, as a sentence.</summary>
    public static string SentenceOf(ScimRequest request) => request.Outcome switch
    {
        "changed" => "Accepted, and it changed something.",
        "unchanged" => "Accepted. It changed nothing: everything was so already.",
        "read" => "It only read.",
        "refused" => "Refused.",
        "failed" => "It failed here, not at the identity provider, which sends it again.",
        _ => "What came of it is not known.",
    };

    /// <summary>Why it was refused; null if it was not.</summary>
    public static RefusalReason? ReasonOf(ScimRequest request) => request.Reason is { } name ? RefusalReason.Named(name) : null;

    /// <summary>What else the list is limited to than what its form shows; null if nothing.</summary>
    public static string? DescribeSearch(RequestQuery query)
    {
        List<string> parts = [];
        if (query.Reason is { Length: > 0 } reason)
            parts.Add($"refused because: {RefusalReason.Named(reason).Title}");
        if (query.User is { Length: > 0 } user)
            parts.Add($"about the user {user}");
        if (query.Trace is { Length: > 0 } trace)
            parts.Add($"of the trace {trace}");
        if (query.Bulk is { Length: > 0 } bulk)
            parts.Add($"of the bulk request {bulk}");
        return parts.Count == 0 ? null : $"Only requests {string.Join(", and ", parts)}.";
    }

    /// <summary>The answer's status, and how long it took.</summary>
    public static string AnswerOf(ScimRequest request) => request.Status is { } status
        ? string.Create(CultureInfo.InvariantCulture, $"{status} after {request.DurationMs ?? 0:0.#} ms")
        : "not known yet, or the service stopped before it had answered";

    /// <summary>What followed from an event, in plain words.</summary>
    public static string Describe(string happened) => happened switch
    {
        "UserProvisioned" => "The user was created or reactivated.",
        "UserUpdated" => "The user's attributes changed.",
        "UserDeprovisioned" => "The user was deactivated or deleted.",
        "GroupProvisioned" => "The group was created.",
        "GroupUpdated" => "The group's attributes changed.",
        "GroupDeprovisioned" => "The group was deleted.",
        "GroupMembershipChanged" => "Members were added or removed.",
        "AccessGroupConflictDetected" => "The user is in more than one group.",
        "AccessGroupConflictResolved" => "The user is in no more than one group again.",
        _ => happened,
    };
}
