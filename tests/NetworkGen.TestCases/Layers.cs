using System;

namespace NetworkGen.TestCases;

/// <summary>A factory per layer, with PyTorch's names and defaults, so that a case reads like the network it describes.</summary>
public static class Layers
{
    /// <summary>The padding that keeps ceil(size / stride). Written <c>Pad.Same</c> in C# source.</summary>
    public const int Same = int.MinValue;

    public static LayerCase Rescale(float scale, float offset = 0) =>
        Layer("Rescale", Positional("Scale", scale), offset == 0 ? Omitted("Offset", offset) : Positional("Offset", offset));

    public static LayerCase Normalize(float[] mean, float[] std) => Layer("Normalize", Required("Mean", mean), Required("Std", std));

    public static LayerCase Conv2d(
        CaseNumber outChannels, int kernelSize = 3, int? kernelWidth = null, CaseNumber? stride = null, int padding = 0, int dilation = 1, CaseNumber? groups = null, bool bias = true) =>
        Layer("Conv2d",
        [
            Positional("OutChannels", outChannels.Value),
            .. kernelWidth is int width
                ? [Positional("KernelHeight", kernelSize), Positional("KernelWidth", width)]
                : new[] { Positional("KernelSize", kernelSize) },
            Named("Stride", stride, 1), Named("Padding", padding, 0), Named("Dilation", dilation, 1), Named("Groups", groups, 1), Named("Bias", bias, true),
        ]);

    public static LayerCase DepthwiseConv2d(int kernelSize = 3, int multiplier = 1, CaseNumber? stride = null, int padding = 0, int dilation = 1, bool bias = true) =>
        Layer("DepthwiseConv2d", Positional("KernelSize", kernelSize), Named("Multiplier", multiplier, 1),
            Named("Stride", stride, 1), Named("Padding", padding, 0), Named("Dilation", dilation, 1), Named("Bias", bias, true));

    public static LayerCase ConvTranspose2d(
        int outChannels, int kernelSize, int stride = 1, int padding = 0, int outputPadding = 0, int dilation = 1, int groups = 1, bool bias = true) =>
        Layer("ConvTranspose2d", Positional("OutChannels", outChannels), Positional("KernelSize", kernelSize),
            Named("Stride", stride, 1), Named("Padding", padding, 0), Named("OutputPadding", outputPadding, 0), Named("Dilation", dilation, 1),
            Named("Groups", groups, 1), Named("Bias", bias, true));

    public static LayerCase Upsample(int scale, bool bilinear = false) =>
        Layer("Upsample", Positional("Scale", scale), Named("Mode", new EnumValue("UpsampleMode", bilinear ? "Bilinear" : "Nearest"), new("UpsampleMode", "Nearest")));

    /// <summary>Without a stride, the kernel size is the stride.</summary>
    public static LayerCase MaxPool2d(int kernelSize = 2, CaseNumber? stride = null, int padding = 0, bool ceilMode = false) =>
        Layer("MaxPool2d", Positional("KernelSize", kernelSize), Named("Stride", stride, kernelSize),
            Named("Padding", padding, 0), Named("CeilMode", ceilMode, false));

    /// <summary>Without a stride, the kernel size is the stride.</summary>
    public static LayerCase AvgPool2d(int kernelSize = 2, CaseNumber? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true) =>
        Layer("AvgPool2d", Positional("KernelSize", kernelSize), Named("Stride", stride, kernelSize),
            Named("Padding", padding, 0), Named("CeilMode", ceilMode, false), Named("CountIncludePad", countIncludePad, true));

    public static LayerCase AdaptiveAvgPool2d(int outputSize) => Layer("AdaptiveAvgPool2d", Positional("OutputSize", outputSize));

    public static LayerCase AdaptiveMaxPool2d(int outputSize) => Layer("AdaptiveMaxPool2d", Positional("OutputSize", outputSize));

    public static LayerCase BatchNorm2d(float eps = 1e-5f, float momentum = 0.1f, bool affine = true) =>
        Layer("BatchNorm2d", Named("Eps", eps, 1e-5f), Named("Momentum", momentum, 0.1f), Named("Affine", affine, true));

    public static LayerCase GroupNorm(int groups, float eps = 1e-5f, bool affine = true) =>
        Layer("GroupNorm", Positional("Groups", groups), Named("Eps", eps, 1e-5f), Named("Affine", affine, true));

    public static LayerCase LayerNorm(float eps = 1e-5f, bool affine = true) => Layer("LayerNorm", Named("Eps", eps, 1e-5f), Named("Affine", affine, true));

    public static LayerCase ReLU { get; } = Layer("ReLU");

    public static LayerCase ReLU6 { get; } = Layer("ReLU6");

    public static LayerCase LeakyReLU(float slope = 0.01f) => Layer("LeakyReLU", slope == 0.01f ? Omitted("Slope", slope) : Positional("Slope", slope));

    public static LayerCase PReLU(int numParameters = 1) =>
        Layer("PReLU", numParameters == 1 ? Omitted("NumParameters", numParameters) : Positional("NumParameters", numParameters));

    public static LayerCase ELU(float alpha = 1) => Layer("ELU", alpha == 1 ? Omitted("Alpha", alpha) : Positional("Alpha", alpha));

    public static LayerCase SiLU { get; } = Layer("SiLU");

    public static LayerCase GELU { get; } = Layer("GELU");

    public static LayerCase Sigmoid { get; } = Layer("Sigmoid");

    public static LayerCase Tanh { get; } = Layer("Tanh");

    public static LayerCase Hardsigmoid { get; } = Layer("Hardsigmoid");

    public static LayerCase Hardswish { get; } = Layer("Hardswish");

    public static LayerCase Dropout(float p = 0.5f) => Layer("Dropout", Positional("P", p));

    public static LayerCase Flatten { get; } = Layer("Flatten");

    public static LayerCase Linear(CaseNumber outFeatures, bool bias = true) => Layer("Linear", Positional("OutFeatures", outFeatures.Value), Named("Bias", bias, true));

    public static LayerCase Softmax { get; } = Layer("Softmax");

    public static LayerCase LogSoftmax { get; } = Layer("LogSoftmax");

    public static LayerCase From(string tensor) => Layer("From", Positional("Tensor", tensor));

    public static LayerCase Add(string tensor) => Layer("Add", Positional("Tensor", tensor));

    public static LayerCase Mul(string tensor) => Layer("Mul", Positional("Tensor", tensor));

    public static LayerCase Concat(params string[] tensors) => Layer("Concat", Positional("Tensors", tensors));

    public static LayerCase Shortcut(bool projection = true) => Layer("Shortcut", Named("Projection", projection, true));

    /// <summary>Without a width, the block must not use it.</summary>
    public static LayerCase Stage(string block, CaseNumber? width = null, int repeat = 1, CaseNumber? stride = null, int firstIndex = 0) =>
        Layer("Stage", [.. Block(block, width), Named("Repeat", repeat, 1), Named("Stride", stride, 1), Named("FirstIndex", firstIndex, 0)]);

    /// <summary>Without a width, the block must not use it.</summary>
    public static LayerCase Use(string block, CaseNumber? width = null, CaseNumber? stride = null) =>
        Layer("Use", [.. Block(block, width), Named("Stride", stride, 1)]);

    /// <summary>The layer under a name of the user's.</summary>
    public static LayerCase Called(this LayerCase layer, string name) => layer with { Name = name };

    private static LayerCase Layer(string kind, params CaseArgument[] arguments) => new(kind, arguments);

    private static CaseArgument[] Block(string block, CaseNumber? width) =>
        [new("Block", block, ArgumentForm.Generic), .. width is { } given ? [Positional("Width", given.Value)] : Array.Empty<CaseArgument>()];

    private static CaseArgument Positional(string name, object value) => new(name, value, ArgumentForm.Positional);

    private static CaseArgument Required(string name, object value) => new(name, value, ArgumentForm.Named);

    private static CaseArgument Omitted(string name, object value) => new(name, value, ArgumentForm.Omitted);

    private static CaseArgument Named<T>(string name, T value, T @default)
        where T : notnull => new(name, value, value.Equals(@default) ? ArgumentForm.Omitted : ArgumentForm.Named);

    private static CaseArgument Named(string name, CaseNumber? value, int @default) => Named(name, (value ?? @default).Value, (object)@default);
}
