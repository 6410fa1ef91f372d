using System;
using System.IO;
using NetworkGen;

namespace NativeAot;

/// <summary>Where a network's weights come from.</summary>
internal enum WeightSource
{
    /// <summary>A file beside the program.</summary>
    File,

    /// <summary>A resource inside the program.</summary>
    Embedded,
}

/// <summary>The two ways to load.</summary>
internal static class WeightSources
{
    /// <summary>Whether this program was published with those weights.</summary>
    public static bool Has(string name) => typeof(WeightSources).Assembly.GetManifestResourceInfo(name) is not null;

    /// <summary>A network with weights of that name.</summary>
    public static T Load<T>(this WeightSource source, string name)
        where T : INetwork<T>
    {
        if (source == WeightSource.File)
        {
            return T.Load(Path.Combine(AppContext.BaseDirectory, name));
        }

        using Stream stream = typeof(WeightSources).Assembly.GetManifestResourceStream(name)!;
        return T.Load(stream);
    }
}
