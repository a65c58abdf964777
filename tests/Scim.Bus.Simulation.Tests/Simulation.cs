using Scim.Bus.Simulation.Tests.Faults;
using Scim.Bus.Simulation.Tests.Variants;

namespace Scim.Bus.Simulation.Tests;

/// <summary>Runs histories.</summary>
internal static class Simulation
{
    /// <summary>Runs a history. Returns the promise that was broken, or null.</summary>
    public static PromiseBrokenException? Run(WorldPlan plan, Variant? variant = null, Coverage? coverage = null)
    {
        var world = new World(plan, variant);
        try
        {
            world.Run();
            return null;
        }
        catch (PromiseBrokenException broken)
        {
            return broken;
        }
        finally
        {
            coverage?.Add(world.Faults.Coverage);
        }
    }

    /// <summary>The smallest part of a history that still breaks a promise.</summary>
    public static WorldPlan Shrink(WorldPlan plan, Variant? variant = null)
    {
        // Large parts first.
        for (var size = Math.Max(plan.Pushes.Count, plan.Faults.Count); size > 0; size /= 2)
        {
            for (var from = 0; from < plan.Pushes.Count; from += size)
                Try(plan with { Pushes = Without(plan.Pushes, from, size) });
            for (var from = 0; from < plan.Faults.Count; from += size)
                Try(plan with { Faults = Without(plan.Faults, from, size) });
        }

        return plan;

        void Try(WorldPlan smaller)
        {
            if (smaller.Pushes.Count + smaller.Faults.Count < plan.Pushes.Count + plan.Faults.Count && Run(smaller, variant) is not null)
                plan = smaller;
        }
    }

    /// <summary>Tells what happened in a history that breaks a promise, and how to run it again.</summary>
    public static string Tell(WorldPlan plan, Variant? variant = null)
    {
        var world = new World(plan, variant, isTold: true);
        string broken;
        try
        {
            world.Run();
            broken = "Nothing was broken.";
        }
        catch (PromiseBrokenException e)
        {
            broken = e.Message;
        }

        return $"""
            {broken}

            The same again: {plan.Command}

            Pushes:
            {string.Join('\n', plan.Pushes)}
            Faults:
            {string.Join('\n', plan.Faults)}

            What happened:
            {world.Story}
            """;
    }

    private static List<T> Without<T>(IReadOnlyList<T> all, int from, int count) => [.. all.Take(from), .. all.Skip(from + count)];
}
