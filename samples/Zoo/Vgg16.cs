using NetworkGen;

namespace Zoo;

/// <summary>Thirteen 3×3 convolutions in five groups, a pool behind each.</summary>
[Block]
[Conv2d(64, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(64, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d]
[Conv2d(128, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(128, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d]
[Conv2d(256, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(256, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(256, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d]
[Conv2d(512, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(512, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(512, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d]
[Conv2d(512, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(512, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(512, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d]
public sealed class Vgg16Features;

/// <summary>Three linear layers, which hold 124 of the 138 million parameters.</summary>
[Block]
[Linear(4096), ReLU, Dropout, Linear(4096), ReLU, Dropout, Linear(1000)]
public sealed class Vgg16Classifier;

// What is said is right, and the published network is so: its features see 212 of 224 pixels (94.6 %), torchvision's state dict has biases
// before batch norms, and the first linear layer holds 102 of 138 million parameters.
#pragma warning disable NG2001, NG3002, NG3005

/// <summary>VGG-16 with batch norm: nothing but 3×3 convolutions and pools. Source: Simonyan and Zisserman 2014, arXiv 1409.1556.</summary>
[Network(3, 224, 224)]
[Use<Vgg16Features>(Name = "features")]
[AdaptiveAvgPool2d(7), Flatten]
[Use<Vgg16Classifier>(Name = "classifier")]
public sealed partial class Vgg16;
