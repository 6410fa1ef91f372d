using System;
using System.IO;

namespace NetworkGen;

/// <summary>
/// Loads and saves parameters and running statistics as safetensors, under PyTorch's state-dict names, so that files go both ways.
/// </summary>
/// <remarks>Source: the safetensors format, https://huggingface.co/docs/safetensors.</remarks>
public static class Weights
{
    /// <summary>Replaces all values by those of a file. On any error nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="buffers">Running statistics.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network; the message names the tensor.</exception>
    public static void Load(string path, ParameterSet parameters, ParameterSet buffers)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            Load(file, parameters, buffers);
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
    public static void Load(Stream stream, ParameterSet parameters, ParameterSet buffers)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(buffers);
        SafetensorsHeader header = SafetensorsHeader.Read(stream);
        StateDict state = new(parameters, buffers);
        state.Check(header);

        // Everything is read before anything is copied.
        float[] newParameters = new float[parameters.TotalLength];
        float[] newBuffers = new float[buffers.TotalLength];
        foreach (TensorEntry entry in header.Tensors)
        {
            Span<float> values = parameters.TryGet(entry.Name, out Parameter? tensor) ? newParameters
                : buffers.TryGet(entry.Name, out tensor) ? newBuffers
                : default;
            if (tensor is null)
            {
                StreamBytes.Skip(stream, entry.End - entry.Begin, $"'{entry.Name}'");
            }
            else
            {
                SafetensorsData.Read(stream, entry, values.Slice(tensor.Offset, tensor.Length));
            }
        }

        SafetensorsData.ExpectEnd(stream, header);
        parameters.CopyFrom(newParameters);
        buffers.CopyFrom(newBuffers);
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
