using System.Text.Json.Nodes;

namespace Scim.Bus.EndToEnd.Tests.Recordings;

/// <summary>
/// A scenario of an identity provider: a file of <c>tests/recorded-sessions</c>. The scenarios of a provider make one session, in the order
/// of their file names: <c>{{name}}</c> stands for what an earlier answer gave.
/// </summary>
public sealed record Recording
{
    /// <summary>What happens, in a few words.</summary>
    public required string Scenario { get; init; }

    /// <summary>What happens at the identity provider, and what is to become of it here.</summary>
    public required string Story { get; init; }

    /// <summary>Settings of the tenant that change before the first request, as the admin API names them.</summary>
    public JsonObject? Settings { get; init; }

    /// <summary>Headers of every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The requests, in their order.</summary>
    public required IReadOnlyList<RecordedRequest> Requests { get; init; }

    /// <summary>What an admin lets groups do, after the last request: permissions by the group's id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Configure { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What the accounts become, each with its <c>user</c>: fields as the admin API names them, or <c>removed</c>.</summary>
    public IReadOnlyList<JsonObject> Accounts { get; init; } = [];
}

/// <summary>A request as the identity provider sends it, and what it is to get.</summary>
public sealed record RecordedRequest
{
    /// <summary>What the identity provider wants.</summary>
    public required string Name { get; init; }

    /// <summary>The public page that says that it sends this.</summary>
    public required string Source { get; init; }

    /// <summary>Where the page and this request differ, and why.</summary>
    public string? Note { get; init; }

    public required string Method { get; init; }

    /// <summary>The path below the SCIM address, with its query, as it is on the wire.</summary>
    public required string Path { get; init; }

    /// <summary>Headers of this request only, or in the place of the scenario's.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonObject? Body { get; init; }

    /// <summary>How many bytes the body has; spaces make up for what is missing.</summary>
    public int? BodySize { get; init; }

    public required ExpectedAnswer Expect { get; init; }

    /// <summary>Parts of the answer to remember, by the name to remember them by.</summary>
    public IReadOnlyDictionary<string, string> Capture { get; init; } = new Dictionary<string, string>();
}

/// <summary>What an answer must be.</summary>
public sealed record ExpectedAnswer
{
    public required int Status { get; init; }

    /// <summary>Parts that the body must have; what is null must be absent.</summary>
    public JsonObject? Body { get; init; }
}
