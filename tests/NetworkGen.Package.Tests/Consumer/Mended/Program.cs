using System;
using NetworkGen;

Console.WriteLine(TwiceNormed.Summary);

/// <summary>Two biases that do nothing (NG3002): an editor, or <c>dotnet format</c>, takes them out.</summary>
[Network(1, 9, 9)]
[Conv2d(16, 3), BatchNorm2d, ReLU] // first
[Conv2d(16, 3), BatchNorm2d, ReLU] // second
[Conv2d(10, 5), Flatten]
sealed partial class TwiceNormed;
