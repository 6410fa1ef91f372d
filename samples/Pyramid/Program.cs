using System;
using System.Text;
using NetworkGen;
using Pyramid;

Console.OutputEncoding = Encoding.UTF8;

Show(PyramidNet.Summary);
Show(UnpooledNet.Summary);

Console.WriteLine("""
    The pools make the difference: a pyramid of 27 convolutions sees the picture, the same kernels in a row would need 200 layers.
    Nothing has to run to find out. Building this sample prints the warning NG2001 for UnpooledNet, with the ways out, and NG2003 for
    PyramidNet, which never reads the last 10 rows and columns of its pictures, with the sizes that lose nothing.
    """);

static void Show(NetworkSummary summary)
{
    Console.WriteLine(summary);
    Console.WriteLine();
}
