using System.Linq;
using Microsoft.CodeAnalysis;
using NetworkGen.Cli.Tests.Harness;
using Xunit;

namespace NetworkGen.Cli.Tests;

/// <summary>The compilation that is looked at.</summary>
[Collection(CourseCollection.Name)]
public sealed class ProjectLoaderTests(CourseFixture course)
{
    /// <summary>The regular expression's generator ran, and each network has its members once: the project's own copy of our generator didn't run as well.</summary>
    [Fact]
    public void CompilesWithWhatAllGeneratorsAdd()
    {
        Assert.Empty(course.Loaded.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(course.Loaded.Warnings);
        Assert.Single(course.Loaded.Compilation.GetTypeByMetadataName("Course.Words")!.GetMembers("Pattern").OfType<IMethodSymbol>(), static method => method.PartialImplementationPart is not null);
    }

    /// <summary>Calls with buffers of these lengths are analyzed.</summary>
    [Fact]
    public void OutlinesHaveTheLengthsOfTheNetwork()
    {
        INamedTypeSymbol type = course.Loaded.Compilation.GetTypeByMetadataName("Course.WideNet")!;

        Assert.Equal(3 * 12 * 30, Assert.IsAssignableFrom<IFieldSymbol>(Assert.Single(type.GetMembers("InputLength"))).ConstantValue);
        Assert.Equal(10, Assert.IsAssignableFrom<IFieldSymbol>(Assert.Single(type.GetMembers("OutputLength"))).ConstantValue);
    }
}
