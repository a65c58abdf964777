using System.Text.Json.Nodes;
using Scim.Protocol.Bulk;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Tests.Bulk;

/// <summary>The order in which the operations of a bulk request are carried out: none before what it refers to.</summary>
public sealed class BulkOrderTests
{
    [Fact]
    public void Operations_that_refer_to_nothing_keep_their_order() => AssertOrder([0, 1, 2], Creation("a"), Creation("b"), Creation("c"));

    [Fact]
    public void An_operation_comes_after_those_that_its_data_refers_to() =>
        AssertOrder([1, 2, 0, 3], Creation("a", "c", "b"), Creation("b"), Creation("c"), Creation("d"));

    [Fact]
    public void An_operation_comes_after_the_one_that_its_path_refers_to() => AssertOrder(
        [1, 0], new BulkOperation { Method = "PATCH", Path = "/Users/bulkId:a" }, Creation("a"));

    [Fact]
    public void An_operation_that_refers_to_itself_or_to_nobody_does_not_wait() =>
        AssertOrder([0, 1, 2], Creation("a", "a"), Creation("b", "nobody"), Creation("c"));

    [Fact]
    public void An_operation_that_is_refused_waits_for_none_and_none_waits_for_it()
    {
        var refused = Creation("a", "b") with { Refusal = ScimException.InvalidSyntax("It is wrong.") };
        AssertOrder([0, 1, 2], refused, Creation("b"), Creation("c", "a"));
        AssertOrder([0, 1], Creation("c", "a"), refused);
    }

    [Fact]
    public void Of_operations_that_wait_for_each_other_one_is_taken_before_those_that_wait_for_them() =>
        AssertOrder([1, 0, 2], Creation("a", "b"), Creation("b", "c"), Creation("c", "b"));

    [Fact]
    public void What_is_done_already_does_not_hold_up_those_that_wait_for_each_other() =>
        AssertOrder([0, 1, 2], Creation("a"), Creation("b", "a", "c"), Creation("c", "b"));

    [Fact]
    public void A_creation_is_still_to_come_until_it_is_taken()
    {
        var order = new BulkOrder([Creation("a"), Creation("b")]);
        Assert.Equal((true, true, false), (order.IsStillToCome("a"), order.IsStillToCome("b"), order.IsStillToCome("nobody")));
        order.TakeNext();
        Assert.Equal((false, true), (order.IsStillToCome("a"), order.IsStillToCome("b")));
    }

    private static BulkOperation Creation(string bulkId, params string[] references) => new()
    {
        Method = "POST",
        BulkId = bulkId,
        Data = new JsonObject { ["refs"] = new JsonArray([.. references.Select(reference => JsonValue.Create($"bulkId:{reference}"))]) },
    };

    private static void AssertOrder(int[] expected, params BulkOperation[] operations)
    {
        var order = new BulkOrder(operations);
        var taken = new List<int>();
        while (order.TakeNext() is { } next)
            taken.Add(next);
        Assert.Equal(expected, taken);
    }
}
