using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Bulk;

/// <summary>Bulk requests are read whole, and what is wrong with one operation is only that operation's (RFC 7644, section 3.7).</summary>
public sealed class BulkRequestTests
{
    private const string Delete = """{"method":"DELETE","path":"/Users/1"}""";

    [Fact]
    public void Operations_are_read_as_they_were_given()
    {
        var request = Read(
            """{"method":"post","path":"/Users","bulkId":"a","data":{"userName":"u"}}""",
            """{"method":"PUT","path":"/Users/1","version":"W/\"3\"","data":{"userName":"v"}}""",
            """{"method":"PATCH","path":"/Users/1","bulkId":"b","data":{}}""",
            Delete);
        Assert.Null(request.FailOnErrors);
        Assert.All(request.Operations, operation => Assert.Null(operation.Refusal));
        Assert.Equal(
            [
                ("POST", "a", null, "/Users", """{"userName":"u"}""", true),
                ("PUT", null, "W/\"3\"", "/Users/1", """{"userName":"v"}""", false),
                ("PATCH", "b", null, "/Users/1", "{}", false),
                ("DELETE", null, null, "/Users/1", null, false),
            ],
            request.Operations.Select(one =>
                (one.Method, one.BulkId, one.Version, one.Path, one.Data?.ToJsonString(), one.IsCreation)));
    }

    [Theory]
    [InlineData("1", "The operation is not an object.")]
    [InlineData("""{"method":1,"path":"/Users/1"}""", "'method' is 1; it takes a string.")]
    [InlineData("""{"method":"DELETE","path":[]}""", "'path' is an array of 0 elements; it takes a string.")]
    [InlineData("""{"method":"DELETE","path":"/Users/1","bulkId":true}""", "'bulkId' is true; it takes a string.")]
    [InlineData("""{"method":"DELETE","path":"/Users/1","version":{}}""", "'version' is an empty object; it takes a string.")]
    [InlineData("""{"path":"/Users/1"}""", "'method' is null; it takes POST, PUT, PATCH, DELETE.")]
    [InlineData("""{"method":"GET","path":"/Users/1"}""", "'method' is 'GET'; it takes POST, PUT, PATCH, DELETE.")]
    [InlineData("""{"method":"DELETE"}""", "'path' is required.")]
    [InlineData("""{"method":"DELETE","path":""}""", "'path' is required.")]
    [InlineData("""{"method":"POST","path":"/Users","data":{}}""", "'bulkId' is required where the method is POST.")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"","data":{}}""", "'bulkId' is required where the method is POST.")]
    [InlineData("""{"method":"PUT","path":"/Users/1"}""", "'data' is required, and takes an object.")]
    [InlineData("""{"method":"PATCH","path":"/Users/1","data":"x"}""", "'data' is required, and takes an object.")]
    public void A_wrong_operation_is_refused_by_itself(string operation, string detail)
    {
        var request = Read(Delete, operation, Delete);
        Assert.Equal([null, detail, null], request.Operations.Select(one => one.Refusal?.Message));
        Assert.Equal((400, "invalidSyntax"), (request.Operations[1].Refusal!.Status, request.Operations[1].Refusal!.ScimType));
    }

    [Fact]
    public void A_bulkId_is_taken_once()
    {
        const string patch = """{"method":"PATCH","path":"/Users/1","bulkId":"a","data":{}}""";
        var request = Read(patch, patch, patch.Replace("\"a\"", "\"A\"", StringComparison.Ordinal));
        Assert.Equal(
            [null, "'bulkId' is 'a', which an earlier operation has.", null],
            request.Operations.Select(operation => operation.Refusal?.Message));
        Assert.Equal("invalidValue", request.Operations[1].Refusal!.ScimType);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("5", 5)]
    [InlineData("null", null)]
    public void FailOnErrors_is_a_number_above_zero(string value, int? expected)
    {
        var body = $$"""{"schemas":["{{SchemaUrns.BulkRequest}}"],"failOnErrors":{{value}},"Operations":[{{Delete}}]}""";
        Assert.Equal(expected, Read(body, 1).FailOnErrors);
    }

    [Theory]
    [InlineData("0", "'failOnErrors' is 0; it takes a whole number above 0.")]
    [InlineData("-1", "'failOnErrors' is -1; it takes a whole number above 0.")]
    [InlineData("1.5", "'failOnErrors' is 1.5; it takes a whole number above 0.")]
    [InlineData("\"1\"", "'failOnErrors' is '1'; it takes a whole number above 0.")]
    public void Any_other_failOnErrors_is_refused(string value, string detail)
    {
        var body = $$"""{"schemas":["{{SchemaUrns.BulkRequest}}"],"failOnErrors":{{value}},"Operations":[{{Delete}}]}""";
        AssertRefused(() => Read(body, 1), 400, "invalidValue", detail);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_request_has_operations(string operations) => AssertRefused(
        () => Read($$"""{"schemas":["{{SchemaUrns.BulkRequest}}"],"Operations":{{operations}}}""", 1),
        400, "invalidSyntax", "'Operations' must be an array with at least one operation.");

    [Fact]
    public void As_many_operations_are_read_as_are_taken()
    {
        var body = $$"""{"schemas":["{{SchemaUrns.BulkRequest}}"],"Operations":[{{Delete}},{{Delete}},{{Delete}}]}""";
        Assert.Equal(3, Read(body, 3).Operations.Count);
        AssertRefused(() => Read(body, 2), 413, null, "'Operations' has 3 operations; 2 is the most.");
    }

    [Fact]
    public void A_body_of_another_schema_is_refused()
    {
        var body = $$"""{"schemas":["{{SchemaUrns.PatchOp}}"],"Operations":[{{Delete}}]}""";
        Assert.Equal(400, Assert.Throws<ScimException>(() => Read(body, 1)).Status);
    }

    private static BulkRequest Read(params string[] operations) =>
        Read($$"""{"schemas":["{{SchemaUrns.BulkRequest}}"],"Operations":[{{string.Join(',', operations)}}]}""", 10);

    private static BulkRequest Read(string body, int most) => BulkRequest.Read(Sample.Json(body), most);

    private static void AssertRefused(Action read, int status, string? scimType, string detail)
    {
        var refusal = Assert.Throws<ScimException>(read);
        Assert.Equal((status, scimType, detail), (refusal.Status, refusal.ScimType, refusal.Message));
    }
}
