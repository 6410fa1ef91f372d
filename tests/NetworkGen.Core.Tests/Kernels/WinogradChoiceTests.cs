using System;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

public sealed class WinogradChoiceTests
{
    [Fact]
    public void Print()
    {
        foreach (var (c, k, s) in new[] { (16, 16, 26), (32, 32, 11), (16,32,13), (16, 32, 8), (32, 32, 6), (16,32,400), (64, 64, 56), (128, 128, 28), (256, 256, 14), (512, 512, 7), (16, 16, 32), (32, 32, 16), (64, 64, 8), (64, 128, 100), (128,256,50), (32,64,200), (64,64,224), (512,512,28),(128,32,56),(128,32,28),(128,32,14),(128,32,7), (16,16,4), (16,16,6), (16,16,8), (32,32,4), (32,32,8), (64,64,4)})
        {
            var g = new ConvolutionGeometry(c, k, 1, new Window(3, 1, 1, 1, 1), new Window(3, 1, 1, 1, 1), new TensorShape(c, s, s), new TensorShape(k, s, s));
            var w = WinogradChoice.For(g, WinogradMode.Auto);
            Console.WriteLine($"{c}->{k} at {s}: direct {ConvolutionCost.Direct(g):F0} {(w is null ? "-" : $"{w.Form} strips {w.Strips} tiles {w.Tiles} cost {ConvolutionCost.Winograd(g, w.Form, w.Tiles):F0} gain {ConvolutionCost.Direct(g) / ConvolutionCost.Winograd(g, w.Form, w.Tiles):F2}")}");
        }
    }
}
