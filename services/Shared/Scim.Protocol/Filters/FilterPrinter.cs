using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scim.Protocol.Filters;

/// <summary>Prints a filter with only the parentheses that it needs to be parsed into the same tree.</summary>
internal static class FilterPrinter
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(Filter filter) => filter switch
    {
        OrFilter or => $"{Print(or.Left)} or {(or.Right is OrFilter ? Group(or.Right) : Print(or.Right))}",
        AndFilter and => $"{AndOperand(and.Left)} and {(and.Right is AndFilter ? Group(and.Right) : AndOperand(and.Right))}",
        NotFilter not => $"not {Group(not.Operand)}",
        PresentFilter present => $"{present.Path} pr",
        ComparisonFilter comparison => $"{comparison.Path} {Name(comparison.Operator)} {Literal(comparison.Value)}",
        ValuePathFilter valuePath => $"{valuePath.Path}[{Print(valuePath.Element)}]",
        _ => throw new InvalidOperationException($"No such filter: {filter.GetType().Name}."),
    };

    public static string Name(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Eq => "eq",
        ComparisonOperator.Ne => "ne",
        ComparisonOperator.Co => "co",
        ComparisonOperator.Sw => "sw",
        ComparisonOperator.Ew => "ew",
        ComparisonOperator.Gt => "gt",
        ComparisonOperator.Ge => "ge",
        ComparisonOperator.Lt => "lt",
        ComparisonOperator.Le => "le",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    private static string AndOperand(Filter operand) => operand is OrFilter ? Group(operand) : Print(operand);

    private static string Group(Filter filter) => $"({Print(filter)})";

    private static string Literal(FilterLiteral literal) => literal.Value switch
    {
        null => "null",
        true => "true",
        false => "false",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        string text => JsonSerializer.Serialize(text, Readable),
        _ => throw new InvalidOperationException($"No such literal: {literal.Value.GetType().Name}."),
    };
}
