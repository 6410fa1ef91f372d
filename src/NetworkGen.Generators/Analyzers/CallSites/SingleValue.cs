using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>
/// The one value that a local, a readonly field or a get-only property ever has: of its initializer or of its only assignment, if nothing else can
/// write it. Names are compared and not symbols, so that a namesake elsewhere in the scope only makes less known.
/// </summary>
internal static class SingleValue
{
    /// <summary>The value's expression, in the file of the model; null where there may be several, or it is written elsewhere.</summary>
    public static ExpressionSyntax? Of(IOperation reference, SemanticModel model, CancellationToken cancellation) => reference switch
    {
        ILocalReferenceOperation { Local: { IsRef: false } local } => OfLocal(local, model, cancellation),
        IFieldReferenceOperation { Field: { IsReadOnly: true, IsConst: false } field } => OfMember(field, model, cancellation),
        IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false, IsVirtual: false, IsOverride: false, IsAbstract: false } property } =>
            OfMember(property, model, cancellation),
        _ => null,
    };

    private static ExpressionSyntax? OfLocal(ILocalSymbol local, SemanticModel model, CancellationToken cancellation) =>
        Declaration(local, model, cancellation) is VariableDeclaratorSyntax declared
        && declared.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
            ? Only(local.Name, declared.Initializer?.Value, [member is GlobalStatementSyntax ? member.Parent! : member])
            : null;

    private static ExpressionSyntax? OfMember(ISymbol member, SemanticModel model, CancellationToken cancellation)
    {
        (bool isKnown, ExpressionSyntax? initializer) = Declaration(member, model, cancellation) switch
        {
            VariableDeclaratorSyntax field => (true, field.Initializer?.Value),
            PropertyDeclarationSyntax { AccessorList.Accessors: [{ Body: null, ExpressionBody: null }] } property => (true, property.Initializer?.Value),
            _ => (false, null),
        };
        return isKnown && member.ContainingType.TypeKind == TypeKind.Class
            ? Only(member.Name, initializer, member.ContainingType.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation))) is { } value
                && value.SyntaxTree == model.SyntaxTree ? value : null
            : null;
    }

    private static SyntaxNode? Declaration(ISymbol symbol, SemanticModel model, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences is [var written] && written.SyntaxTree == model.SyntaxTree ? written.GetSyntax(cancellation) : null;

    private static ExpressionSyntax? Only(string name, ExpressionSyntax? initializer, IEnumerable<SyntaxNode> scopes)
    {
        ExpressionSyntax? value = initializer;
        foreach (IdentifierNameSyntax use in scopes.SelectMany(static scope => scope.DescendantNodes()).OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText != name)
            {
                continue;
            }

            switch (Written(use))
            {
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when value is null && assignment.Left is not TupleExpressionSyntax:
                    value = assignment.Right;
                    break;

                case not null:
                    return null;
            }
        }

        return value;
    }

    /// <summary>What writes the named thing there, or could: an assignment, <c>++</c>, <c>ref</c>, <c>out</c>, <c>&amp;</c>; null where it is only read.</summary>
    private static SyntaxNode? Written(ExpressionSyntax use)
    {
        SyntaxNode whole = use;
        while ((whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole)
            || whole.Parent is ParenthesizedExpressionSyntax or TupleExpressionSyntax
            || whole is ExpressionSyntax && whole.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax }
            || whole is ArgumentSyntax)
        {
            whole = whole.Parent!;
        }

        return whole.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == whole => assignment,
            ArgumentSyntax argument when argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword => argument,
            RefExpressionSyntax reference => reference,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step => step,
            PrefixUnaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression,
            } prefix => prefix,
            _ => null,
        };
    }
}
