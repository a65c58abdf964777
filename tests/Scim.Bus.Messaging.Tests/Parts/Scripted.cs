using System.Reflection;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>Answers the calls of an interface as a test says, by the name of the method.</summary>
public class Scripted : DispatchProxy
{
    private Func<string, object?> _answer = _ => null;

    internal static T Of<T>(Func<string, object?> answer)
        where T : class
    {
        var proxy = Create<T, Scripted>();
        ((Scripted)(object)proxy)._answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!.Name);
}
