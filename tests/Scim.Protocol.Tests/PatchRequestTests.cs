using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>The body of a PATCH, and the paths in it.</summary>
public sealed class PatchRequestTests
{
    private const string Remove = """{"op":"remove","path":"title"}""";

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_PATCH_has_operations(string operations) =>
        AssertRefused(Body(operations), ScimErrorType.InvalidSyntax, "'Operations' must be an array with at least one operation.");

    [Fact]
    public void Each_operation_is_an_object() =>
        AssertRefused(Body($"[{Remove},5]"), ScimErrorType.InvalidSyntax, "Operation 1 is 5; it must be an object.");

    [Fact]
    public void A_PATCH_has_so_many_operations()
    {
        Assert.Equal(RequestLimits.Operations, PatchRequest.Read(Sample.Json(Body(Many(RequestLimits.Operations)))).Count);
        AssertRefused(
            Body(Many(RequestLimits.Operations + 1)), ScimErrorType.InvalidValue, "'Operations' has 1001 operations; 1000 is the most.");

        static string Many(int count) => $"[{string.Join(',', Enumerable.Repeat(Remove, count))}]";
    }

    [Theory]
    [InlineData(SchemaUrns.SearchRequest)]
    [InlineData("urn:x")]
    public void A_body_of_another_schema_is_refused(string urn)
    {
        var detail = $"'schemas' has '{urn}', which is not what this request takes: '{SchemaUrns.PatchOp}'.";
        AssertRefused(Body($"[{Remove}]", urn), ScimErrorType.InvalidValue, detail);
        AssertRefused(Body($"[{Remove}]", $"{SchemaUrns.PatchOp}\",\"{urn}"), ScimErrorType.InvalidValue, detail);
    }

    [Theory]
    [InlineData("title x", "'x' where the end of the path is expected at position 6")]
    [InlineData("emails[type pr] x", "'x' where the end of the path is expected at position 16")]
    [InlineData("emails[type pr].value x", "'x' where the end of the path is expected at position 22")]
    [InlineData("emails[type pr].a.b", "'a.b' where a sub-attribute is expected at position 16")]
    [InlineData("emails[type pr].urn:x:a", "'urn:x:a' where a sub-attribute is expected at position 16")]
    [InlineData("emails[type pr].", "it ends where an attribute is expected at position 16")]
    public void A_path_that_cannot_be_read_is_told_with_its_place(string path, string problem) => AssertRefused(
        Body($$"""[{"op":"remove","path":"{{path}}"}]"""), ScimErrorType.InvalidPath, $"The path '{path}' can't be read: {problem}.");

    private static string Body(string operations, string urn = SchemaUrns.PatchOp) =>
        $$"""{"schemas":["{{urn}}"],"Operations":{{operations}}}""";

    private static void AssertRefused(string body, string scimType, string detail)
    {
        var refusal = Assert.Throws<ScimException>(() => PatchRequest.Read(Sample.Json(body)));
        Assert.Equal((400, (string?)scimType, detail), (refusal.Status, refusal.ScimType, refusal.Message));
    }
}
