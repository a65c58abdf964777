using System.Text.Json.Nodes;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>What the tests of PATCH share.</summary>
internal static class PatchSample
{
    /// <summary>Applies operations to the sample user. They are the elements of <c>Operations</c>, as JSON.</summary>
    public static PatchResult User(string operations, string attributes = "") =>
        Sample.Patch(Sample.User(attributes), ResourceTypes.User, operations);

    public static void AssertJson(string expected, JsonNode? actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), actual),
        $"expected {expected}, got {actual?.ToJsonString() ?? "nothing"}");
}
