using NetworkGen;

namespace Zoo;

/// <summary>
/// GoogLeNet with batch norm and without the auxiliary heads, as torchvision has it. The modules 4e and 5a have the same widths, so they are
/// one block. Source: Szegedy et al. 2014, arXiv 1409.4842.
/// </summary>
[Network(3, 224, 224)]
[Conv2d(64, 7, Stride = 2, Padding = 3, Bias = false, Name = "conv1.conv"), BatchNorm2d(Eps = 0.001f, Name = "conv1.bn"), ReLU, MaxPool2d(3, Stride = 2, CeilMode = true)]
[Use<Conv1x1>(64, Name = "conv2"), Use<Conv3x3>(192, Name = "conv3"), MaxPool2d(3, Stride = 2, CeilMode = true)]
[Use<Inception3a>(Name = "inception3a"), Use<Inception3b>(Name = "inception3b"), MaxPool2d(3, Stride = 2, CeilMode = true)]
[Use<Inception4a>(Name = "inception4a"), Use<Inception4b>(Name = "inception4b"), Use<Inception4c>(Name = "inception4c")]
[Use<Inception4d>(Name = "inception4d"), Use<Inception4e>(Name = "inception4e"), MaxPool2d(2, CeilMode = true)]
[Use<Inception4e>(Name = "inception5a"), Use<Inception5b>(Name = "inception5b")]
[AdaptiveAvgPool2d(1), Flatten, Dropout(0.2f), Linear(1000, Name = "fc")]
public sealed partial class GoogLeNet;
