using System.Reflection;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>Answers the calls of an interface as a test says.</summary>
public class Scripted : DispatchProxy
{
    private Func<MethodInfo, object?[]?, object?> _answer = (_, _) => null;

    /// <summary>Answers by the name of the method.</summary>
    internal static T Of<T>(Func<string, object?> answer)
        where T : class => Of<T>((method, _) => answer(method.Name));

    internal static T Of<T>(Func<MethodInfo, object?[]?, object?> answer)
        where T : class
    {
        var proxy = Create<T, Scripted>();
        ((Scripted)(object)proxy)._answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args);
}
