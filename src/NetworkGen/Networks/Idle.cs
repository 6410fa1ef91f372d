using System.Threading;

namespace NetworkGen;

/// <summary>Places for what is used again and again and not in use now; any thread may come.</summary>
internal static class Idle
{
    /// <summary>Takes one, or null where there is none.</summary>
    public static T? Rent<T>(T?[] idle)
        where T : class
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (Volatile.Read(ref idle[i]) is not null && Interlocked.Exchange(ref idle[i], null) is { } item)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Puts one back; where all places are taken it is left to the collector.</summary>
    public static void Return<T>(T?[] idle, T item)
        where T : class
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (Volatile.Read(ref idle[i]) is null && Interlocked.CompareExchange(ref idle[i], item, null) is null)
            {
                return;
            }
        }
    }
}
