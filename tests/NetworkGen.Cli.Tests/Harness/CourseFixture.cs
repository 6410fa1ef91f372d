using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetworkGen.Cli.Networks;
using NetworkGen.Cli.Projects;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Cli.Tests.Harness;

/// <summary>The project of good networks, loaded once for all tests that look at it.</summary>
public sealed class CourseFixture : IAsyncLifetime
{
    private IReadOnlyList<DeclaredNetwork> _networks = [];

    /// <summary>The project.</summary>
    public TestProject Project { get; } = TestProject.Of("Course");

    /// <summary>The same, loaded.</summary>
    internal LoadedProject Loaded { get; private set; } = null!;

    /// <summary>Its networks' names, in the order of the commands.</summary>
    public IEnumerable<string> Names => _networks.Select(static network => network.Name);

    /// <summary>One of them, as Core builds it.</summary>
    public Network Network(string name) => _networks.Single(network => network.Name == name).Network!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Loaded = await ProjectLoader.LoadAsync(Project.Path, new BuildChoice(), CancellationToken.None);
        _networks = NetworkFinder.Find(Loaded, CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Project.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>All tests that use it are one collection: they share one, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class CourseCollection : ICollectionFixture<CourseFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Course";
}
