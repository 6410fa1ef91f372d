using NetworkGen;

namespace Zoo;

// The modules of GoogLeNet: four branches that look at the same map in different ways, one behind the other along channels. Their widths
// were tuned by hand, so each is a block of its own. As in torchvision, branch 3 looks through a 3×3 where the paper has a 5×5.

/// <summary>A convolution of a single position with batch norm.</summary>
[Block]
[Conv2d(Block.Width, 1, Bias = false, Name = "conv"), BatchNorm2d(Eps = 0.001f, Name = "bn"), ReLU]
public sealed class Conv1x1;

/// <summary>A convolution of neighbours with batch norm.</summary>
[Block]
[Conv2d(Block.Width, 3, Padding = 1, Bias = false, Name = "conv"), BatchNorm2d(Eps = 0.001f, Name = "bn"), ReLU]
public sealed class Conv3x3;

[Block]
[Use<Conv1x1>(64, Name = "branch1")]
[From("input"), Use<Conv1x1>(96, Name = "branch2.0"), Use<Conv3x3>(128, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(16, Name = "branch3.0"), Use<Conv3x3>(32, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(32, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception3a;

[Block]
[Use<Conv1x1>(128, Name = "branch1")]
[From("input"), Use<Conv1x1>(128, Name = "branch2.0"), Use<Conv3x3>(192, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(32, Name = "branch3.0"), Use<Conv3x3>(96, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(64, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception3b;

[Block]
[Use<Conv1x1>(192, Name = "branch1")]
[From("input"), Use<Conv1x1>(96, Name = "branch2.0"), Use<Conv3x3>(208, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(16, Name = "branch3.0"), Use<Conv3x3>(48, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(64, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception4a;

[Block]
[Use<Conv1x1>(160, Name = "branch1")]
[From("input"), Use<Conv1x1>(112, Name = "branch2.0"), Use<Conv3x3>(224, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(24, Name = "branch3.0"), Use<Conv3x3>(64, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(64, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception4b;

[Block]
[Use<Conv1x1>(128, Name = "branch1")]
[From("input"), Use<Conv1x1>(128, Name = "branch2.0"), Use<Conv3x3>(256, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(24, Name = "branch3.0"), Use<Conv3x3>(64, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(64, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception4c;

[Block]
[Use<Conv1x1>(112, Name = "branch1")]
[From("input"), Use<Conv1x1>(144, Name = "branch2.0"), Use<Conv3x3>(288, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(32, Name = "branch3.0"), Use<Conv3x3>(64, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(64, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception4d;

[Block]
[Use<Conv1x1>(256, Name = "branch1")]
[From("input"), Use<Conv1x1>(160, Name = "branch2.0"), Use<Conv3x3>(320, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(32, Name = "branch3.0"), Use<Conv3x3>(128, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(128, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception4e;

[Block]
[Use<Conv1x1>(384, Name = "branch1")]
[From("input"), Use<Conv1x1>(192, Name = "branch2.0"), Use<Conv3x3>(384, Name = "branch2.1")]
[From("input"), Use<Conv1x1>(48, Name = "branch3.0"), Use<Conv3x3>(128, Name = "branch3.1")]
[From("input"), MaxPool2d(3, Stride = 1, Padding = 1), Use<Conv1x1>(128, Name = "branch4.1")]
[Concat("branch1", "branch2.1", "branch3.1")]
public sealed class Inception5b;
