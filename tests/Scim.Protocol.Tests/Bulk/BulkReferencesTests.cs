using Scim.Protocol.Bulk;

namespace Scim.Protocol.Tests.Bulk;

/// <summary>References between the operations of a bulk request (RFC 7644, section 3.7.2).</summary>
public sealed class BulkReferencesTests
{
    [Theory]
    [InlineData("bulkId:a", "a")]
    [InlineData("BULKID:Ab c", "Ab c")]
    [InlineData("bulkId:", null)]
    [InlineData("bulkid", null)]
    [InlineData("a bulkId:b", null)]
    [InlineData("somebody", null)]
    [InlineData(null, null)]
    public void A_reference_is_a_whole_value(string? text, string? target) => Assert.Equal(target, BulkReferences.Target(text));

    [Fact]
    public void References_are_found_and_replaced_wherever_they_are()
    {
        var value = Sample.Json("""{"a":"bulkId:x","b":[{"c":"bulkId:y"},"bulkId:x",1,null],"d":{"e":"other"},"f":null}""");
        Assert.Equal(["x", "y", "x"], BulkReferences.In(value));
        var ids = new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" };
        PatchSample.AssertJson("""{"a":"1","b":[{"c":"2"},"1",1,null],"d":{"e":"other"},"f":null}""", BulkReferences.Resolve(value, ids));
    }

    [Fact]
    public void Attributes_that_refer_to_what_does_not_exist_yet_are_added_later()
    {
        const string enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        var resource = Sample.Json(
            $$$"""
            {"userName":"u","members":[{"value":"bulkId:new"},{"value":"1"}],"owner":"bulkId:known","plain":{"urn":"bulkId:new"},
             "{{{enterprise}}}":{"department":"D","manager":{"value":"bulkId:new"}},"urn:x":"bulkId:new"}
            """);
        var (rest, additions) = BulkReferences.Postpone(resource, target => target == "new");
        PatchSample.AssertJson($$$"""{"userName":"u","owner":"bulkId:known","{{{enterprise}}}":{"department":"D"}}""", rest);
        PatchSample.AssertJson(
            $$$"""
            [{"op":"add","path":"members","value":[{"value":"bulkId:new"},{"value":"1"}]},
             {"op":"add","path":"plain","value":{"urn":"bulkId:new"}},
             {"op":"add","path":"{{{enterprise}}}:manager","value":{"value":"bulkId:new"}},
             {"op":"add","path":"urn:x","value":"bulkId:new"}]
            """,
            additions);
    }
}
