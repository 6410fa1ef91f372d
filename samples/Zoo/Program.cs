using System;
Console.WriteLine(Zoo.ResNet18.Summary);
