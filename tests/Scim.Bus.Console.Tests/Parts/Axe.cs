using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>Runs axe-core in a page, all of its rules.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Returns a sentence for each violation.</summary>
    public static async Task<string[]> ProblemsAsync(IPage page)
    {
        // A page that was checked before has the script already.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        var violations = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations");
        return [.. violations.EnumerateArray().SelectMany(Describe)];
    }

    private static IEnumerable<string> Describe(JsonElement violation) =>
        from node in violation.GetProperty("nodes").EnumerateArray()
        select $"axe: {violation.GetProperty("id")}: {violation.GetProperty("help")} {node.GetProperty("html")} "
            + $"{node.GetProperty("failureSummary")}";
}
