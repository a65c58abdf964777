using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scim.Bus.EndToEnd.Tests.Documents;
using Scim.Bus.EndToEnd.Tests.Recordings;
using Scim.Protocol.Schemas;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>The guides for identity providers say what the recorded sessions show, and nothing that is not so.</summary>
public sealed partial class GuideTests
{
    private static readonly IReadOnlyList<MarkdownDocument> Guides = MarkdownDocument.In("docs", "identity-providers");

    [Fact]
    public void Every_error_that_a_guide_quotes_is_one_that_a_recorded_request_gets()
    {
        var refusals = Refusals().ToList();
        Assert.All(
            Guides.SelectMany(DocumentedError.From),
            error => Assert.Contains(refusals, refusal => error.Describes(refusal.Status, refusal.Type, refusal.Detail)));
        Assert.All(RecordedSessions.Providers, provider => Assert.NotEmpty(DocumentedError.From(Guide(provider))));
    }

    [Fact]
    public void Every_error_that_a_recorded_request_gets_is_in_the_list_of_errors()
    {
        var listed = DocumentedError.From(Guide("README")).ToList();
        Assert.All(Refusals(), refusal => Assert.Contains(listed, error => error.Describes(refusal.Status, refusal.Type, refusal.Detail)));
    }

    [Fact]
    public void Every_time_zone_in_the_guides_is_one()
    {
        var zones = Guides.SelectMany(guide => Zone.Matches(guide.Text)).Select(zone => zone.Value).Distinct().ToList();
        Assert.True(zones.Count >= 6, string.Join(' ', zones));
        Assert.All(zones, zone => Assert.Null(TimeZones.Check(zone)));
    }

    [Fact]
    public void OneLogins_template_makes_the_user_that_the_recording_has()
    {
        var template = (JsonObject)JsonNode.Parse(Template.Match(Guide("onelogin").Text).Groups["json"].Value)!;
        var recorded = RecordedSessions.From("onelogin").SelectMany(session => session.Recording.Requests)
            .Single(request => request.Name == "create Gwen by the template of our guide").Body!;
        Assert.Equal(Shape(template).Order(StringComparer.Ordinal), Shape(recorded).Order(StringComparer.Ordinal));
    }

    private static MarkdownDocument Guide(string name) => Guides.Single(guide => Path.GetFileName(guide.File) == $"{name}.md");

    /// <summary>What the recordings say that is refused; the replayer holds the service to it.</summary>
    private static IEnumerable<(int Status, string? Type, string Detail)> Refusals() =>
        from provider in RecordedSessions.Providers
        from session in RecordedSessions.From(provider)
        from request in session.Recording.Requests
        where request.Expect.Status >= 400
        let body = request.Expect.Body!
        select (request.Expect.Status, body["scimType"]?.GetValue<string>(), body["detail"]!.GetValue<string>());

    /// <summary>The paths of all leaves.</summary>
    private static IEnumerable<string> Shape(JsonNode? node, string path = "") => node switch
    {
        JsonObject json => json.SelectMany(member => Shape(member.Value, $"{path}.{member.Key}")),
        JsonArray array => array.SelectMany(element => Shape(element, $"{path}[]")),
        _ => [path],
    };

    [GeneratedRegex("(?<=[\"`])(?:Africa|America|Asia|Australia|Europe|Pacific)/[A-Za-z_/]+(?=[\"`])", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Zone { get; }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Template { get; }
}
