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

    /// <summary>What happens at the identity provider, and the expected result here.</summary>
    public required string Story { get; init; }

    /// <summary>Settings of the tenant that change before the first request, as the admin API names them.</summary>
    public JsonObject? Settings { get; init; }

    /// <summary>Headers of every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The requests, in their order.</summary>
    public required IReadOnlyList<RecordedRequest> Requests { get; init; }

    /// <summary>Permissions that an admin gives to groups after the last request, by the group's id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Configure { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Expected accounts, each with its <c>user</c>: fields as the admin API names them, or <c>removed</c>.</summary>
    public IReadOnlyList<JsonObject> Accounts { get; init; } = [];
}

/// <summary>A request as the identity provider sends it, and the expected response.</summary>
public sealed record RecordedRequest
{
    /// <summary>Purpose of the request.</summary>
    public required string Name { get; init; }

    /// <summary>Address of the public page that documents the request.</summary>
    public required string Source { get; init; }

    /// <summary>Differences from that page, with reasons.</summary>
    public string? Note { get; init; }

    public required string Method { get; init; }

    /// <summary>The path below the SCIM address, with its query, as it is on the wire.</summary>
    public required string Path { get; init; }

    /// <summary>Headers of this request only, or in the place of the scenario's.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonObject? Body { get; init; }

    /// <summary>Size of the body in bytes; padded with spaces.</summary>
    public int? BodySize { get; init; }

    public required ExpectedAnswer Expect { get; init; }

    /// <summary>Parts of the response to capture, by name.</summary>
    public IReadOnlyDictionary<string, string> Capture { get; init; } = new Dictionary<string, string>();
}

/// <summary>Expected response.</summary>
public sealed record ExpectedAnswer
{
    public required int Status { get; init; }

    /// <summary>Parts that the body must have; null means absent.</summary>
    public JsonObject? Body { get; init; }
}
