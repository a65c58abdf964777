using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Scim.Bus.Architecture.Tests.Compiled;

/// <summary>
/// Every type that a compiled type names: in its declaration, its members and their bodies. What the compiler makes of lambdas, iterators
/// and async methods are types nested in it, and are read like any other. Constants and <c>nameof</c> leave no trace in compiled code.
/// </summary>
internal static class TypeReferences
{
    /// <summary>The types that this one and those nested in it refer to, by the outermost type of each.</summary>
    public static IEnumerable<TypeReference> From(TypeDefinition type) => type.NestedTypes
        .SelectMany(From)
        .Concat(Declared(type).Concat(type.Methods.SelectMany(Declared)).SelectMany(Named))
        .DistinctBy(reference => reference.FullName);

    /// <summary>The type that is not nested and that this one is, or is in.</summary>
    public static TypeReference Outermost(this TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private static IEnumerable<TypeReference?> Declared(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)),
        .. type.Fields.Select(field => field.FieldType),
        .. Attributes(type),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
    ];

    private static IEnumerable<TypeReference?> Declared(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)),
        .. Attributes(method),
        .. method.Parameters.SelectMany(Attributes),
        .. method.HasBody ? InBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> InBody(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => InOperand(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference?> InOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.SelectMany(
        attribute => attribute.ConstructorArguments
            .Select(argument => argument.Value as TypeReference)
            .Append(attribute.AttributeType));

    /// <summary>The types that a reference is made of: those of an array, a pointer or a generic type, and its arguments.</summary>
    private static IEnumerable<TypeReference> Named(TypeReference? type) => type switch
    {
        null or GenericParameter or FunctionPointerType => [],
        GenericInstanceType generic => Named(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Named)),
        TypeSpecification made => Named(made.ElementType),
        _ => [type.Outermost()],
    };
}
