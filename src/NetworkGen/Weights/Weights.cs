using System;
using System.IO;

namespace NetworkGen;

/// <summary>
/// Loads and saves parameters and running statistics as safetensors, under PyTorch's state-dict names, so that files go both ways.
/// </summary>
/// <remarks>
/// Read are tensors of float32, float16 and bfloat16, each value exactly; float64 is refused, as it would be rounded. Written is float32.
/// Source: the safetensors format, https://huggingface.co/docs/safetensors.
/// </remarks>
public static class Weights
{
    /// <summary>Replaces all values by those of a file. On any error nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="buffers">Running statistics.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network; the message names the tensor.</exception>
    public static void Load(string path, ParameterSet parameters, ParameterSet buffers) => Load(path, parameters, buffers, new LoadOptions());

    /// <summary>Replaces values by those of a file, as far as the options want it. On any error nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="buffers">Running statistics.</param>
    /// <param name="options">What may differ, and what is frozen; what isn't loaded keeps the values it has.</param>
    /// <returns>What was loaded and what wasn't.</returns>
    /// <exception cref="ArgumentException">A name in the options stands for nothing; the message offers the nearest.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network; the message names the tensor.</exception>
    public static LoadReport Load(string path, ParameterSet parameters, ParameterSet buffers, LoadOptions options)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return Load(file, parameters, buffers, options);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Replaces all values by those of a stream, read from its position to its end. On any error nothing is changed.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="buffers">Running statistics.</param>
    /// <exception cref="InvalidDataException">The data is damaged or belongs to another network; the message names the tensor.</exception>
    public static void Load(Stream stream, ParameterSet parameters, ParameterSet buffers) => Load(stream, parameters, buffers, new LoadOptions());

    /// <summary>Replaces values by those of a stream, read from its position to its end, as far as the options want it. On any error nothing is changed.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="buffers">Running statistics.</param>
    /// <param name="options">What may differ, and what is frozen; what isn't loaded keeps the values it has.</param>
    /// <returns>What was loaded and what wasn't.</returns>
    /// <exception cref="ArgumentException">A name in the options stands for nothing; the message offers the nearest.</exception>
    /// <exception cref="InvalidDataException">The data is damaged or belongs to another network; the message names the tensor.</exception>
    public static LoadReport Load(Stream stream, ParameterSet parameters, ParameterSet buffers, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(options);
        StateDict state = new(parameters, buffers, options);
        SafetensorsHeader header = SafetensorsHeader.Read(stream);
        LoadReport report = state.Check(header);

        // Everything is read before anything is copied.
        float[] newParameters = parameters.Values.ToArray();
        float[] newBuffers = buffers.Values.ToArray();
        foreach (TensorEntry entry in header.Tensors)
        {
            if (state.TargetOf(entry) is { } tensor)
            {
                float[] values = parameters.TryGet(tensor.Name, out _) ? newParameters : newBuffers;
                SafetensorsData.Read(stream, entry, values.AsSpan(tensor.Offset, tensor.Length));
            }
            else
            {
                StreamBytes.Skip(stream, entry.End - entry.Begin, $"'{entry.Name}'");
            }
        }

        SafetensorsData.ExpectEnd(stream, header);
        parameters.CopyFrom(newParameters);
        buffers.CopyFrom(newBuffers);
        foreach (Parameter parameter in state.Frozen)
        {
            parameter.IsFrozen = true;
        }

        return report;
    }

    /// <summary>Writes a file: a temporary one beside it, flushed to the disk, then renamed, so the old file is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="buffers">Running statistics.</param>
    public static void Save(string path, ParameterSet parameters, ParameterSet buffers)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Save(stream, parameters, buffers));
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="buffers">Running statistics.</param>
    public static void Save(Stream stream, ParameterSet parameters, ParameterSet buffers)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(buffers);
        SafetensorsHeaderWriter.Write(stream, [.. parameters, .. buffers]);
        SafetensorsData.Write(stream, parameters.Values);
        SafetensorsData.Write(stream, buffers.Values);
    }
}
