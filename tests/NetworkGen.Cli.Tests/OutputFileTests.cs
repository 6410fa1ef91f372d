using System;
using System.IO;
using NetworkGen.Cli.Output;
using Xunit;

namespace NetworkGen.Cli.Tests;

/// <summary>Files that commands write are there whole, or as they were.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("networkgen-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ReplacesWhatWasThere()
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, "a longer text that was there before");

        OutputFile.Write(path, "new: ×");

        Assert.Equal("new: ×"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    /// <summary>A folder of the file's name: the rename fails, after everything was written.</summary>
    [Fact]
    public void LeavesNothingBehindWhereItFails()
    {
        string path = Path.Combine(_folder, "report.html");
        Directory.CreateDirectory(path);

        ExplainedException failed = Assert.Throws<ExplainedException>(() => OutputFile.Write(path, "text"));

        Assert.StartsWith($"'{path}' can't be written: ", failed.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void NamesTheFolderThatIsMissing()
    {
        string path = Path.Combine(_folder, "reports", "report.html");

        ExplainedException failed = Assert.Throws<ExplainedException>(() => OutputFile.Write(path, "text"));

        Assert.Equal($"'{path}' can't be written: there is no folder '{Path.Combine(_folder, "reports")}'. Make it, or name another file.", failed.Message);
    }

    /// <summary>The name is as long as may be, and the temporary one beside it longer.</summary>
    [Fact]
    public void NamesTheFileThatWasAskedFor()
    {
        string path = Path.Combine(_folder, new string('x', 240) + ".html");

        ExplainedException failed = Assert.Throws<ExplainedException>(() => OutputFile.Write(path, "text"));

        Assert.StartsWith($"'{path}' can't be written: ", failed.Message);
        Assert.DoesNotContain(".tmp", failed.Message);
        Assert.Equal(2, failed.Message.Split(path).Length - 1);
    }
}
