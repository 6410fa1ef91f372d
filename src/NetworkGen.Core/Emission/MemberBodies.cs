using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>What stands in the members' bodies: the real thing, or an exception where the declaration has errors.</summary>
/// <param name="Type">The user's class.</param>
/// <param name="Network">The network, or null where it can't be generated.</param>
/// <param name="Reason">Why it can't.</param>
/// <param name="Outlined">A network of which only lengths and shapes are told, and everything else throws; null as a rule.</param>
internal sealed record MemberBodies(TypeDeclaration Type, Network? Network, string Reason, Network? Outlined = null)
{
    /// <summary>The expression that throws.</summary>
    public string Throw => "throw new global::System.InvalidOperationException(" + SummaryEmitter.Text(Reason) + ")";

    private Network? Shapes => Network ?? Outlined;

    private TypePart Part => Type.Parts[Type.Parts.Count - 1];

    /// <summary>The class's name, as its constructor has it.</summary>
    public string Name => Part.Name;

    /// <summary><c>class</c> or <c>record</c>.</summary>
    public string Keyword => Part.Keyword;

    /// <summary>The class's name with its type parameters.</summary>
    public string Self => Part.Name + Part.TypeParameters;

    /// <summary>Floats per image.</summary>
    public long InputLength => Shapes?.InputShape.Length ?? 0;

    /// <summary>Floats per output.</summary>
    public long OutputLength => Shapes?.Output.Shape.Length ?? 0;

    /// <summary>The input's shape in words.</summary>
    public string InputText => Shapes is null ? "" : ": " + Shapes.InputShape;

    /// <summary>The output's shape in words.</summary>
    public string OutputText => Shapes is null ? "" : ": " + Shapes.Output.Shape;

    /// <summary>An expression for the input's shape.</summary>
    public string InputShape => Shape(Shapes?.InputShape);

    /// <summary>An expression for the output's shape.</summary>
    public string OutputShape => Shape(Shapes?.Output.Shape);

    /// <summary>The statements of the constructor.</summary>
    public IReadOnlyList<string> Constructor => Network is null
        ? [Throw + ";"]
        :
        [
            "_networkParameters = global::NetworkGen.Generated.Description.CreateParameters();",
            "_networkBuffers = global::NetworkGen.Generated.Description.CreateBuffers();",
            "_networkInference = new global::NetworkGen.Generated.Inference(_networkParameters, _networkBuffers);",
            "_networkParameters.Initialize(seed);",
            "_networkBuffers.Initialize(seed);",
        ];

    /// <summary>An expression, or the exception.</summary>
    public string Body(string expression) => Network is null ? Throw : expression;

    private string Shape(TensorShape? shape) =>
        shape is { } known ? Of($"new({known.Channels}, {known.Height}, {known.Width})") : Throw;
}
