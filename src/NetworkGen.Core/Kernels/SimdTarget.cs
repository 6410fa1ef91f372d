using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// A vector width that kernels run at: 512, 256 or 128 bits, or plain floats; or <see cref="Any"/> of them, in a method that is generic over the width.
/// A kernel is written once over this class; what differs between a text for 512 bits and one for any width stands here.
/// </summary>
public sealed class SimdTarget
{
    /// <summary>What the width is called in a method that is generic over it.</summary>
    private const string Generic = "T";

    /// <summary>The class that a text for 512 bits calls.</summary>
    private const string Vector = "Vector512";

    private SimdTarget(string suffix, int lanes, int registers)
    {
        Suffix = suffix;
        Lanes = lanes;
        Registers = registers;
    }

    /// <summary>Whatever the width, with the registers that all have: for methods that are generic over the runtime's <c>ISimd</c>.</summary>
    public static SimdTarget Any { get; } = new("Any", lanes: 0, registers: 16);

    /// <summary>Widest first: the order in which the emitted dispatcher tries them.</summary>
    public static IReadOnlyList<SimdTarget> All { get; } =
    [
        new("512", lanes: 16, registers: 32),
        new("256", lanes: 8, registers: 16),
        new("128", lanes: 4, registers: 16),
        new("Scalar", lanes: 1, registers: 16),
    ];

    /// <summary>
    /// What register tiles are chosen for, and their kernels printed: 512 bits, which have twice the registers, and all others together. A width of
    /// 512 bits covers a block of channels with one vector, and a tile takes vectors of neighbouring blocks; the others take parts of one block.
    /// </summary>
    public static IReadOnlyList<SimdTarget> Tiled { get; } = [All[0], Any];

    /// <summary>What a kernel method's name ends with.</summary>
    public string Suffix { get; }

    /// <summary>Floats per vector; 0 for <see cref="Any"/>.</summary>
    public int Lanes { get; }

    /// <summary>Floats per vector, as text.</summary>
    public string Count => IsAny ? Generic + ".Count" : Lanes.ToString(CultureInfo.InvariantCulture);

    /// <summary>The runtime's type of this width, which a generic method is called with; for <see cref="Any"/>, its type parameter.</summary>
    public string TypeArgument => IsAny ? Generic : "Simd" + Suffix;

    /// <summary>The constraint of that type parameter.</summary>
    public static string Constraint => $"where {Generic} : struct, ISimd<{Generic}>";

    private bool IsAny => Lanes == 0;

    /// <summary>Vector registers the instruction set has.</summary>
    public int Registers { get; }

    /// <summary>Values a tile accumulates at most: what the registers hold beside the operands.</summary>
    public int Accumulators => Registers == 32 ? 28 : 12;

    /// <summary>The same where each channel reads only itself: registers hold weights of a 3×3 too, all nine with 512 bits, else a row.</summary>
    public int LanewiseAccumulators => Registers == 32 ? 20 : 11;

    /// <summary>Whether one vector covers a block of channels.</summary>
    public bool CoversBlock => Lanes == 16;

    /// <summary>Whole numbers of vectors that a tile may take side by side.</summary>
    /// <param name="blocks">Blocks of 16 channels there are.</param>
    /// <param name="lanewise">Whether each channel reads only itself.</param>
    public IEnumerable<int> TileVectors(int blocks, bool lanewise) => lanewise ? [1] : CoversBlock ? Enumerable.Range(1, Math.Min(4, blocks)) : [2];

    /// <summary>A number of vectors in floats, as text.</summary>
    public string Floats(int vectors) => vectors == 0 ? "" : vectors == 1 ? Count : IsAny ? $"({vectors.ToString(CultureInfo.InvariantCulture)} * {Count})" : (vectors * Lanes).ToString(CultureInfo.InvariantCulture);

    /// <summary>The condition under which the emitted dispatcher takes this width; null for the last, which always works.</summary>
    public string? Condition => Lanes == 1 ? null : "Vector" + Suffix + ".IsHardwareAccelerated";

    /// <summary>The type of a value.</summary>
    public string Type => IsAny ? Generic : Vector + "<float>";

    /// <summary>All lanes zero.</summary>
    public string Zero => Type + ".Zero";

    /// <summary>A reference moved by a number of floats.</summary>
    public static string At(string reference, string offset) =>
        offset is "0" or "" ? "ref " + reference : $"ref Add(ref {reference}, {offset})";

    /// <summary>A reference moved by a constant number of floats.</summary>
    public static string At(string reference, int offset) => At(reference, offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>A float literal that parses back to the same bits.</summary>
    public static string Literal(float value) => value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ when float.IsNaN(value) => "float.NaN",
        _ => Shortest(value) + "f",
    };

    /// <summary>The same constant in all lanes.</summary>
    public string Constant(float value) => Splat(Literal(value));

    /// <summary>The same value in all lanes.</summary>
    public string Splat(string scalar) => Call("Create", "Create", scalar);

    /// <summary>The vector at a reference.</summary>
    public string Load(string reference, string offset) => Call("Load", "LoadUnsafe", At(reference, offset));

    /// <summary>The vector at a constant distance from a reference.</summary>
    public string Load(string reference, int offset) => Load(reference, offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>One float of memory in all lanes.</summary>
    public string Broadcast(string reference, string offset) =>
        IsAny ? Call("Splat", "", At(reference, offset)) : Splat(offset is "0" or "" ? reference : $"Add(ref {reference}, {offset})");

    /// <summary>A statement that stores a vector.</summary>
    public string Store(string value, string reference, string offset) => $"{value}.{(IsAny ? "Store" : "StoreUnsafe")}({At(reference, offset)});";

    /// <summary>a·b + c with one rounding where the hardware has it (512 and 256 bits always; 128 bits on ARM).</summary>
    public string MultiplyAdd(string a, string b, string c) => Call("MultiplyAdd", "FusedMultiplyAdd", a, b, c);

    /// <summary>The larger of a bound and a value in one instruction; a NaN value comes through.</summary>
    public string Max(string bound, string value) => Call("Max", "MaxNative", bound, value);

    /// <summary>The smaller of a bound and a value in one instruction; a NaN value comes through.</summary>
    public string Min(string bound, string value) => Call("Min", "MinNative", bound, value);

    /// <summary>The largest of values, compared in their order; a NaN among them comes through.</summary>
    public string MaxOrNaN(params string[] values) => values.Aggregate((largest, value) => Call("MaxOrNaN", "MaxOrNaN", largest, value));

    /// <summary>e to the power of a value.</summary>
    public string Exp(string value) => Call("Exp", "Exp", value);

    /// <summary>Lane by lane, one of two values.</summary>
    public string Select(string condition, string whenTrue, string whenFalse) => Call("Select", "ConditionalSelect", condition, whenTrue, whenFalse);

    /// <summary>A condition: a &gt; b.</summary>
    public string Greater(string a, string b) => Call("Greater", "GreaterThan", a, b);

    /// <summary>A condition: a = b.</summary>
    public string Equal(string a, string b) => Call("Equal", Vector + ".Equals", a, b);

    /// <summary>A call of the runtime's <c>ISimd</c>, or of <see cref="Vector"/>, which the emitted code imports.</summary>
    private string Call(string any, string vector, params string[] arguments) => $"{(IsAny ? Generic + "." + any : vector)}({string.Join(", ", arguments)})";

    /// <summary>The fewest digits that parse back to the value; the "R" format of some hosts does not.</summary>
    private static string Shortest(float value) => new[] { "G6", "G7", "G8", "G9" }
        .Select(format => value.ToString(format, CultureInfo.InvariantCulture))
        .First(text => text.Length > 0 && (float.Parse(text, CultureInfo.InvariantCulture) == value || text == value.ToString("G9", CultureInfo.InvariantCulture)));
}
