using Scim.Bus.Architecture.Tests.Samples.Back;

namespace Scim.Bus.Architecture.Tests.Samples.There;

[KindOf(typeof(Target))]
internal static class InAttribute;

internal static class InBody
{
    public static int Value => 1;

    public static void Run() => Target.Act();
}

internal static class InCatch
{
    public static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Target)
        {
            action();
        }
    }
}

internal static class InGenericArgument
{
    public static int Run() => Array.Empty<Target>().Length;
}

internal static class InIterator
{
    public static IEnumerable<int> Run()
    {
        yield return Target.Value;
    }
}

internal static class InLambda
{
    public static Func<int> Run() => () => Target.Value;
}

internal static class InAsyncLambda
{
    public static Func<Task> Run() => async () =>
    {
        await Task.Yield();
        Target.Act();
    };
}

internal static class InAsyncMethod
{
    public static async Task RunAsync()
    {
        await Task.Yield();
        Target.Act();
    }
}

internal static class InPattern
{
    public static bool Run(object value) => value is Target;
}

internal static class InTypeOf
{
    public static Type Run() => typeof(Target);
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class KindOfAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
