using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>A network's attributes, in source order, so that a peer can build the same network from the one declaration.</summary>
internal static class DeclaredLayers
{
    /// <summary>The layers with the names their parameters begin with.</summary>
    public static IEnumerable<(string Name, LayerAttribute Layer)> Of<TNetwork>()
        where TNetwork : INetwork<TNetwork> =>
        typeof(TNetwork).GetCustomAttributes<LayerAttribute>(inherit: false)
            .Select(static (layer, index) => (layer.Name ?? index.ToString(CultureInfo.InvariantCulture), layer));
}
