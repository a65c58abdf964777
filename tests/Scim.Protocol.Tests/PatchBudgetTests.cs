using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>What a PATCH counts against its budget, to the element.</summary>
public sealed class PatchBudgetTests
{
    private const string Filtered = "phoneNumbers[type eq \\\"work\\\" and value eq \\\"7\\\"]";

    [Theory]
    [InlineData("""{"op":"replace","path":"title","value":"t"}""", 0)]
    [InlineData("""{"op":"replace","path":"phoneNumbers.display","value":"d"}""", 100)]
    [InlineData("""{"op":"remove","path":"phoneNumbers.display"}""", 100)]
    [InlineData("""{"op":"replace","path":"phoneNumbers[type eq \"work\"].display","value":"d"}""", 100)]
    [InlineData("""{"op":"replace","path":"phoneNumbers[value eq \"7\"].display","value":"d"}""", 4)]
    [InlineData("""{"op":"replace","path":"phoneNumbers[type eq \"work\" and value eq \"7\"].display","value":"d"}""", 8)]
    [InlineData("""{"op":"replace","path":"phoneNumbers[type eq \"home\" or value eq \"7\"].display","value":"d"}""", 8)]
    [InlineData("""{"op":"add","path":"phoneNumbers","value":[{"value":"a"},{"value":"b"}]}""", 2)]
    [InlineData("""{"op":"remove","path":"phoneNumbers","value":[{"value":"7","type":"work"}]}""", 4)]
    [InlineData("""{"op":"add","value":{"phoneNumbers":[{"value":"a"}],"roles":[{"value":"b"},{"value":"c"}]}}""", 3)]
    public void An_operation_counts_what_it_selects_or_a_share_of_what_it_compares(string operation, int selected) =>
        Assert.Equal(selected, Spent(operation));

    [Fact]
    public void Of_members_only_the_ids_that_are_named_count()
    {
        var budget = new PatchBudget();
        PatchEngine.Apply(
            Sample.Group(),
            Operations("""
                {"op":"add","path":"members","value":[{"value":"a"},{"value":"b"}]},{"op":"remove","path":"members"},
                {"op":"remove","path":"members[type eq \"User\"]"}
                """),
            ResourceTypes.Group,
            budget);
        Assert.Equal(2, budget.Selected);
    }

    [Fact]
    public void The_budget_ends_with_the_element_that_is_one_too_many()
    {
        var most = string.Join(',', Enumerable.Repeat("""{"op":"replace","path":"phoneNumbers.display","value":"d"}""", 999));
        Assert.Equal(RequestLimits.SelectedElements, Spent($"{most},{Add(100)}"));
        var refusal = Assert.Throws<ScimException>(() => Spent($"{most},{Add(101)}"));
        Assert.Equal(
            (413, "The operations of this request select more than 100000 elements in all; send them in several requests."),
            (refusal.Status, refusal.Message));
    }

    [Fact]
    public void A_PATCH_that_begins_again_counts_anew_and_the_next_of_a_bulk_request_counts_on()
    {
        var budget = new PatchBudget();
        var operations = Operations("""{"op":"replace","path":"phoneNumbers.display","value":"d"}""");
        PatchEngine.Apply(User(), operations, ResourceTypes.User, budget);
        PatchEngine.Apply(User(), operations, ResourceTypes.User, budget);
        Assert.Equal(100, budget.Selected);
        budget.Keep();
        PatchEngine.Apply(User(), operations, ResourceTypes.User, budget);
        Assert.Equal(200, budget.Selected);
    }

    [Fact]
    public void A_PATCH_ends_when_it_is_cancelled()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        Assert.Throws<OperationCanceledException>(() => PatchEngine.Apply(
            User(), Operations($$"""{"op":"remove","path":"{{Filtered}}"}"""), ResourceTypes.User, null, gone.Token));
    }

    private static string Add(int count) =>
        $$"""{"op":"add","path":"phoneNumbers","value":[{{Values(count)}}]}""";

    private static string Values(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"value":"n{{i}}"}"""));

    private static long Spent(string operations)
    {
        var budget = new PatchBudget();
        PatchEngine.Apply(User(), Operations(operations), ResourceTypes.User, budget);
        return budget.Selected;
    }

    private static System.Text.Json.Nodes.JsonObject User() => Sample.User(
        $"\"phoneNumbers\":[{string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"value":"{{i}}","type":"work"}"""))}]");

    private static IReadOnlyList<PatchOperation> Operations(string operations) =>
        PatchRequest.Read(Sample.Json($$"""{"schemas":["{{SchemaUrns.PatchOp}}"],"Operations":[{{operations}}]}"""));
}
