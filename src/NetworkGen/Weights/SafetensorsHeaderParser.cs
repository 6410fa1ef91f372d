using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NetworkGen;

/// <summary>Reads the JSON of a safetensors header: <c>{"1.weight":{"dtype":"F32","shape":[16,1,3,3],"data_offsets":[0,576]}, …}</c>.</summary>
internal static class SafetensorsHeaderParser
{
    /// <summary>The one name that is no tensor's.</summary>
    public const string Metadata = "__metadata__";

    /// <summary>The tensors as they are listed; sizes and shapes agree, names are unique.</summary>
    public static List<TensorEntry> Parse(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        List<TensorEntry> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        while (NextName(ref reader, "the header") is { } name)
        {
            if (!names.Add(name))
            {
                throw new InvalidDataException($"'{name}' comes twice in the header; names must be unique. Save the file again.");
            }

            if (name == Metadata)
            {
                SkipMetadata(ref reader);
            }
            else
            {
                tensors.Add(ParseTensor(ref reader, name));
            }
        }

        // Anything but white space after the object is an error.
        reader.Read();
        return tensors;
    }

    private static TensorEntry ParseTensor(ref Utf8JsonReader reader, string tensor)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        string where = $"'{tensor}'";
        Expect(ref reader, JsonTokenType.StartObject, where);
        while (NextName(ref reader, where) is { } key)
        {
            switch (key)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, $"dtype of {where}");
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ParseNumbers(ref reader, $"shape of {where}");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ParseNumbers(ref reader, $"data_offsets of {where}");
                    break;
                default:
                    throw new InvalidDataException(
                        $"{where} has an unknown or second '{key}'; expected dtype, shape and data_offsets, once each. Save the file again.");
            }
        }

        if (type is null || shape is null || offsets is not [long begin, long end])
        {
            throw new InvalidDataException(
                $"{where} lacks its {(type is null ? "dtype" : shape is null ? "shape" : "two data_offsets")}. The file is damaged; save it again.");
        }

        TensorEntry entry = new(tensor, type, [.. shape], begin, end);
        CheckSize(entry);
        return entry;
    }

    private static void CheckSize(TensorEntry entry)
    {
        Int128 bits = BitsOf(entry.DType) ?? throw new InvalidDataException(
            $"'{entry.Name}' is of the unknown type '{entry.DType}'. Save it as float32 (in PyTorch: tensor.float()).");
        foreach (long dimension in entry.Shape)
        {
            // A product that leaves 64 bits has left every file, too.
            bits = bits * dimension > long.MaxValue ? long.MaxValue : bits * dimension;
        }

        Int128 found = (Int128)entry.End - entry.Begin;
        if (found * 8 != bits)
        {
            throw new InvalidDataException(
                $"'{entry.Name}', {entry.Description}, needs {bits / 8} bytes; its data_offsets [{entry.Begin}, {entry.End}] give {found}. The file is damaged; save it again.");
        }
    }

    private static int? BitsOf(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 8,
        "F16" or "BF16" or "U16" or "I16" => 16,
        "F32" or "U32" or "I32" => 32,
        "F64" or "U64" or "I64" or "C64" => 64,
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        _ => null,
    };

    private static List<long> ParseNumbers(ref Utf8JsonReader reader, string where)
    {
        Expect(ref reader, JsonTokenType.StartArray, where);
        List<long> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw new InvalidDataException($"The {where} holds something else than whole numbers from 0 to 2^63 - 1. The file is damaged; save it again.");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static void SkipMetadata(ref Utf8JsonReader reader)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, Metadata);
        while (NextName(ref reader, Metadata) is { } key)
        {
            Expect(ref reader, JsonTokenType.String, $"{Metadata} '{key}'");
            if (!keys.Add(key))
            {
                throw new InvalidDataException($"'{key}' comes twice in {Metadata}; keys must be unique. Save the file again.");
            }
        }
    }

    /// <summary>The next property's name, or null at the object's end.</summary>
    private static string? NextName(ref Utf8JsonReader reader, string where)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        return reader.TokenType == JsonTokenType.PropertyName
            ? reader.GetString()
            : throw new InvalidDataException($"{where} holds a {reader.TokenType} where a name belongs. Is this a safetensors file?");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string where)
    {
        reader.Read();
        if (reader.TokenType != expected)
        {
            throw new InvalidDataException($"Expected a {expected} for {where}, found a {reader.TokenType}. Is this a safetensors file?");
        }
    }
}
