using System;
using NetworkGen;

Console.WriteLine($"interfaces of Unseen: {typeof(Unseen).GetInterfaces().Length}");
Console.WriteLine($"interfaces of DigitNet: {typeof(DigitNet).GetInterfaces().Length}");

try
{
    new DigitNet(seed: 1).Forward(new float[2 * DigitNet.InputLength], new float[9]);
}
catch (ArgumentException error)
{
    Console.WriteLine($"refused: {error.Message}");
}

/// <summary>Three mistakes (NG2001, NG1001, NG0001) and no members: whoever compiles this project must not see the generator.</summary>
[Network(1, 100, 100)]
[Conv2d(8, 3), Conv2d(8, 3, InChannels = 5)]
public sealed class Unseen;
