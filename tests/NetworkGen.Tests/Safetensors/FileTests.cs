using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Safetensors;

public sealed class FileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("networkgen-weights-");

    private string FilePath => Path.Combine(_folder.FullName, "net.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void SavedFilesLoadAndNothingElseIsLeft()
    {
        ParameterSet parameters = SafetensorsFile.Parameters();
        parameters.Initialize(1);
        ParameterSet buffers = SafetensorsFile.Buffers();
        buffers.Initialize(1);
        File.WriteAllText(FilePath, "the old file, which is longer than nothing");
        Weights.Save(FilePath, parameters, buffers);
        ParameterSet loaded = SafetensorsFile.Parameters();
        ParameterSet loadedBuffers = SafetensorsFile.Buffers();
        Weights.Load(FilePath, loaded, loadedBuffers);
        Assert.Equal(parameters.Values.ToArray(), loaded.Values.ToArray());
        Assert.Equal(buffers.Values.ToArray(), loadedBuffers.Values.ToArray());
        Assert.Equal([FilePath], _folder.GetFiles().Select(static file => file.FullName));
    }

    [Fact]
    public void AFailedSaveKeepsTheOldFileAndLeavesNoOther()
    {
        File.WriteAllText(FilePath, "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(FilePath, static stream =>
        {
            stream.Write(new byte[1000]);
            throw new IOException("disk full");
        }));
        Assert.Equal("old", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], _folder.GetFiles().Select(static file => file.FullName));
    }

    [Fact]
    public void AMissingFolderIsSaidSo() =>
        Assert.Throws<DirectoryNotFoundException>(() => Weights.Save(Path.Combine(_folder.FullName, "no", "net"), new ParameterSet(), new ParameterSet()));

    [Fact]
    public void ABadFileIsNamed()
    {
        File.WriteAllBytes(FilePath, [1, 2, 3]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Weights.Load(FilePath, new ParameterSet(), new ParameterSet()));
        Assert.StartsWith(FilePath + ": The file ends in the header's length", exception.Message, StringComparison.Ordinal);
    }
}
