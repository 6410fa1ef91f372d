using NetworkGen;

namespace Zoo;

/// <summary>Two 3×3 convolutions with batch norm, called by their index as in PyTorch's <c>nn.Sequential</c>: <c>down1.0.weight</c>, <c>down1.3.weight</c>.</summary>
[Block]
[Conv2d(Block.Width, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU]
[Conv2d(Block.Width, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU]
public sealed class DoubleConv;

/// <summary>
/// A small U-Net, which says of every pixel whether it belongs to an object: down to an eighth of the size to see far, up again to say where,
/// and across at every size. Objects are up to 64 pixels large. Source: Ronneberger et al. 2015, arXiv 1505.04597.
/// </summary>
[Network(3, 224, 224, ObjectSize = 64)]
[Use<DoubleConv>(16, Name = "down1"), MaxPool2d]
[Use<DoubleConv>(32, Name = "down2"), MaxPool2d]
[Use<DoubleConv>(64, Name = "down3"), MaxPool2d]
[Use<DoubleConv>(128, Name = "bottom")]
[ConvTranspose2d(64, 2, Stride = 2, Name = "grow3"), Concat("down3"), Use<DoubleConv>(64, Name = "up3")]
[ConvTranspose2d(32, 2, Stride = 2, Name = "grow2"), Concat("down2"), Use<DoubleConv>(32, Name = "up2")]
[ConvTranspose2d(16, 2, Stride = 2, Name = "grow1"), Concat("down1"), Use<DoubleConv>(16, Name = "up1")]
[Conv2d(2, 1, Name = "classify")]
public sealed partial class UNet;
