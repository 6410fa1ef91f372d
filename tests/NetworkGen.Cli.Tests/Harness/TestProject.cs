using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace NetworkGen.Cli.Tests.Harness;

/// <summary>A project in a folder of its own, which refers to the runtime and to the generator as files: nothing is restored for it.</summary>
public sealed class TestProject : IDisposable
{
    private TestProject(string name)
    {
        Name = name;
        Folder = Directory.CreateTempSubdirectory("networkgen-cli-").FullName;
        Path = System.IO.Path.Combine(Folder, name + ".csproj");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The project file.</summary>
    public string Path { get; }

    /// <summary>The sources of <c>Projects/NAME</c>, with further lines for the project file.</summary>
    public static TestProject Of(string name, string more = "")
    {
        TestProject project = new(name);
        foreach (string file in Directory.EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "Projects", name)))
        {
            System.IO.File.Copy(file, project.File(System.IO.Path.GetFileName(file)));
        }

        System.IO.File.WriteAllText(project.Path, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Beside("NetworkGen.dll")};{Beside("System.Numerics.Tensors.dll")}" />
                <Analyzer Include="{Beside("NetworkGen.Generators.dll")}" />
              </ItemGroup>
              {more}
            </Project>
            """);
        return project;
    }

    /// <summary>A file of the project's folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Writes a file of the project's folder.</summary>
    public TestProject With(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What the build tells its tests.</summary>
    public static string Metadata(string key) => typeof(TestProject).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;

    private static string Beside(string file) => System.IO.Path.Combine(AppContext.BaseDirectory, file);
}
