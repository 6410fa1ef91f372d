using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetworkGen.Benchmarks;

/// <summary>What the generator emitted for one network, in figures.</summary>
/// <param name="tree">The file.</param>
internal sealed class EmittedFile(SyntaxTree tree)
{
    private readonly SyntaxNode _root = tree.GetRoot();

    /// <summary>Its size.</summary>
    public double Kilobytes => Encoding.UTF8.GetByteCount(tree.GetText().ToString()) / 1e3;

    /// <summary>All methods of its kernels: those that are generic over the vector width, and those for one width.</summary>
    public int KernelMethods => _root.DescendantNodes().OfType<ClassDeclarationSyntax>()
        .Single(static type => type.Identifier.Text == EmittedKernels.Class).Members.OfType<MethodDeclarationSyntax>().Count();

    /// <summary>Bytes of one image's activations in inference.</summary>
    public long ArenaBytes => sizeof(float) * Constant("arenaLength");

    /// <summary>Bytes of one image's activations and gradients in training.</summary>
    public long TrainingBytes => sizeof(float) * Constant("sampleLength");

    /// <summary>A number that a constructor hands to the runtime's base class.</summary>
    private long Constant(string argument) => long.Parse(
        _root.DescendantNodes().OfType<ConstructorInitializerSyntax>().SelectMany(static call => call.ArgumentList.Arguments)
            .Single(one => one.NameColon?.Name.Identifier.Text == argument).Expression.ToString(),
        CultureInfo.InvariantCulture);
}
