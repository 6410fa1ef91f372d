using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Zoo;

Console.OutputEncoding = Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is [])
{
    const string Row = "{0,-12} {1,10} {2,12} {3,15} {4,7} {5,9}   {6}";
    Console.WriteLine(Row, "network", "input", "parameters", "MACs", "field", "shortest", "");
    foreach (Exhibit network in Exhibit.All)
    {
        Console.WriteLine(
            Row, network.Name, network.Input, $"{network.Summary.Parameters:N0}", $"{network.Summary.Macs:N0}", network.Field, network.ShortestPathField, network.Summary.Verdict);
    }

    Console.WriteLine($"\nField: pixels of the image that the last features see along the longest paths, and along the shortest one.\nAll layers of one: -- {Exhibit.All[0].Name}");
    return 0;
}

if (args is [string name] && Exhibit.All.FirstOrDefault(network => network.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } chosen)
{
    Console.WriteLine(chosen.Summary);
    return 0;
}

Console.Error.WriteLine($"There is no network '{string.Join(' ', args)}'. There are {string.Join(", ", Exhibit.All.Select(network => network.Name))}.");
return 1;
