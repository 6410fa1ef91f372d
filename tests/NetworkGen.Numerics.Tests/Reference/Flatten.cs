namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>Channels × height × width become one axis, in that order: no value moves.</summary>
public sealed class Flatten(Feature input) : ReferenceLayer(input, Feature.Vector(input.Length))
{
    public override double[] Forward(double[] x, int batchSize, bool training) => (double[])x.Clone();

    public override double[] Backward(double[] x, double[] dy, int batchSize) => (double[])dy.Clone();
}
