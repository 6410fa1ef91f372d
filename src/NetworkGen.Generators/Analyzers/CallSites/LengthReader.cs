using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>Follows a buffer back to where its length is written: array creation, <c>stackalloc</c>, slices, through what has one value only.</summary>
internal sealed class LengthReader(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>More steps than anyone writes; a value that leads to itself ends here.</summary>
    private const int MostSteps = 32;

    private int _steps;

    /// <summary>The length of an array or a span; null where it isn't known.</summary>
    public KnownLength? Of(IOperation? buffer)
    {
        if (buffer is null || ++_steps > MostSteps)
        {
            return null;
        }

        return buffer switch
        {
            { Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax } => Of((ExpressionSyntax)buffer.Syntax),
            IConversionOperation conversion => KeepsLength(conversion) ? Of(conversion.Operand) : null,
            IArrayCreationOperation { DimensionSizes: [var size] } array => Number(size) is { } length
                ? new KnownLength(length, array.Initializer is null ? size.Syntax : null)
                : null,
            ICollectionExpressionOperation list => list.Elements.Any(static element => element is ISpreadOperation) ? null : new KnownLength(list.Elements.Length),
            IInvocationOperation call => SliceReader.Of(call, this),
            IArrayElementReferenceOperation { Indices: [IRangeOperation range] } element => SliceReader.Of(element.ArrayReference, range, this),
            IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } indexer => SliceReader.Of(indexer.Instance, range, this),
            _ => SingleValue.Of(buffer, model, cancellation) is { } value ? Of(value) : null,
        };
    }

    /// <summary>A whole number; null where it isn't known.</summary>
    public long? Number(IOperation? number)
    {
        if (number is null || ++_steps > MostSteps)
        {
            return null;
        }

        long? value = number switch
        {
            { ConstantValue: { HasValue: true, Value: int constant } } => constant,
            IConversionOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr } conversion => Number(conversion.Operand),
            IBinaryOperation { OperatorMethod: null } binary => Binary(binary.OperatorKind, Number(binary.LeftOperand), Number(binary.RightOperand)),
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } => Of(instance)?.Value,
            _ => SingleValue.Of(number, model, cancellation) is { } expression ? Number(model.GetOperation(expression, cancellation)) : null,
        };
        return value is >= int.MinValue and <= int.MaxValue ? value : null;
    }

    /// <summary>Through conversions and what has one value only to what makes an object.</summary>
    public IOperation Origin(IOperation operation)
    {
        while (++_steps <= MostSteps)
        {
            IOperation? next = operation is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand
                : SingleValue.Of(operation, model, cancellation) is { } value ? model.GetOperation(value, cancellation)
                : null;
            if (next is null)
            {
                break;
            }

            operation = next;
        }

        return operation;
    }

    private KnownLength? Of(ExpressionSyntax value) => value switch
    {
        StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } => new KnownLength(initializer.Expressions.Count),
        StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } =>
            Number(size) is { } length ? new KnownLength(length, size) : null,
        ImplicitStackAllocArrayCreationExpressionSyntax { Initializer: var initializer } => new KnownLength(initializer.Expressions.Count),
        InitializerExpressionSyntax initializer => new KnownLength(initializer.Expressions.Count),
        _ => Of(model.GetOperation(value, cancellation)),
    };

    private long? Number(ExpressionSyntax expression) => model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: int constant }
        ? constant
        : Number(model.GetOperation(expression, cancellation));

    /// <summary>Conversions among arrays and spans, the language's own and those of the framework's types.</summary>
    private static bool KeepsLength(IConversionOperation conversion) =>
        conversion.OperatorMethod is null or { ContainingType: { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    private static long? Binary(BinaryOperatorKind kind, long? left, long? right) => kind switch
    {
        BinaryOperatorKind.Add => left + right,
        BinaryOperatorKind.Subtract => left - right,
        BinaryOperatorKind.Multiply => left * right,
        BinaryOperatorKind.Divide when right != 0 => left / right,
        _ => null,
    };
}
