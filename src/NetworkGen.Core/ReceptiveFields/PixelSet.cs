using System;
using System.Collections;
using System.Collections.Generic;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>Positions along an axis, one bit each: unlike an <see cref="Interval"/> it knows its holes.</summary>
public sealed class PixelSet : IReadOnlyCollection<int>
{
    private const int WordBits = 64;

    private readonly ulong[] _words;

    /// <summary>An empty set of positions within <paramref name="bounds"/>.</summary>
    internal PixelSet(Interval bounds)
    {
        Bounds = bounds;
        _words = new ulong[(bounds.Length + WordBits - 1) / WordBits];
    }

    /// <summary>The set of one position of a map.</summary>
    internal static PixelSet Of(int position, Interval bounds)
    {
        var set = new PixelSet(bounds);
        set.Add(new Interval(position, position));
        return set;
    }

    /// <summary>The set of all positions of a map.</summary>
    internal static PixelSet All(int size)
    {
        var set = new PixelSet(Interval.Of(size));
        set.Add(set.Bounds);
        return set;
    }

    /// <summary>Where positions may lie: the map, or for an unclipped field as far as it reaches.</summary>
    public Interval Bounds { get; }

    /// <summary>How many positions.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += Bits(word);
            }

            return count;
        }
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Array.TrueForAll(_words, static word => word == 0);

    /// <summary>From the first position to the last.</summary>
    public Interval Hull
    {
        get
        {
            Interval hull = Interval.Empty;
            foreach (Interval run in Runs())
            {
                hull = hull.Hull(run);
            }

            return hull;
        }
    }

    /// <summary>Positions between the first and the last that are not in the set.</summary>
    public int Holes => (int)Hull.Length - Count;

    /// <summary>Positions of the map before the first; all of them where the set is empty.</summary>
    public int Leading => (int)(IsEmpty ? Bounds.Length : Hull.Low - Bounds.Low);

    /// <summary>Positions of the map after the last; none where the set is empty.</summary>
    public int Trailing => (int)(IsEmpty ? 0 : Bounds.High - Hull.High);

    /// <summary>Whether a position is in the set.</summary>
    public bool Contains(int position) => position >= Bounds.Low && position <= Bounds.High && IsSet(position - Bounds.Low);

    /// <summary>The runs of neighbouring positions, in order.</summary>
    public IEnumerable<Interval> Runs()
    {
        long end = 0;
        while (Next(end, isSet: true) is var start && start < Bounds.Length)
        {
            end = Next(start, isSet: false);
            yield return new Interval(Bounds.Low + start, Bounds.Low + end - 1);
        }
    }

    /// <summary>The positions, in order.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        foreach (Interval run in Runs())
        {
            for (long position = run.Low; position <= run.High; position++)
            {
                yield return (int)position;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds the positions of an interval that lie within the bounds.</summary>
    internal void Add(Interval positions)
    {
        Interval inside = positions.Clip(Bounds);
        if (inside.IsEmpty)
        {
            return;
        }

        (long low, long high) = (inside.Low - Bounds.Low, inside.High - Bounds.Low);
        for (long word = low / WordBits; word <= high / WordBits; word++)
        {
            int first = (int)Math.Max(low - (word * WordBits), 0);
            int last = (int)Math.Min(high - (word * WordBits), WordBits - 1);
            _words[word] |= (ulong.MaxValue << first) & (ulong.MaxValue >> (WordBits - 1 - last));
        }
    }

    /// <summary>Adds the positions of a progression that lie within the bounds.</summary>
    internal void Add(Progression positions)
    {
        if (positions.Count == 0)
        {
            return;
        }

        long before = Math.Max(Bounds.Low - positions.First, 0);
        long skipped = (before + positions.Step - 1) / positions.Step;
        long last = Math.Min(positions.Hull.High, Bounds.High);
        for (long position = positions.First + (skipped * positions.Step); position <= last; position += positions.Step)
        {
            long bit = position - Bounds.Low;
            _words[bit / WordBits] |= 1UL << (int)(bit % WordBits);
        }
    }

    /// <summary>Adds the positions of another set, each moved by so much, that then lie within the bounds.</summary>
    internal void Add(PixelSet other, long moved)
    {
        long offset = other.Bounds.Low + moved - Bounds.Low;
        for (int word = 0; word < other._words.Length; word++)
        {
            long bit = ((long)word * WordBits) + offset;
            int within = (int)(((bit % WordBits) + WordBits) % WordBits);
            long low = (bit - within) / WordBits;
            Or(low, other._words[word] << within);
            Or(low + 1, within == 0 ? 0 : other._words[word] >> (WordBits - within));
        }

        int beyond = (_words.Length * WordBits) - (int)Bounds.Length;
        if (beyond > 0)
        {
            _words[_words.Length - 1] &= ulong.MaxValue >> beyond;
        }
    }

    /// <summary>The positions of both.</summary>
    internal PixelSet Union(PixelSet other)
    {
        var union = new PixelSet(Bounds.Hull(other.Bounds));
        union.Add(this, moved: 0);
        union.Add(other, moved: 0);
        return union;
    }

    private void Or(long word, ulong bits)
    {
        if (word >= 0 && word < _words.Length)
        {
            _words[word] |= bits;
        }
    }

    private bool IsSet(long bit) => (_words[bit / WordBits] >> (int)(bit % WordBits) & 1) != 0;

    /// <summary>The first bit from <paramref name="bit"/> on that is set, or isn't; the length where there is none.</summary>
    private long Next(long bit, bool isSet)
    {
        ulong skipped = isSet ? 0 : ulong.MaxValue;
        while (bit < Bounds.Length && (bit % WordBits == 0 && _words[bit / WordBits] == skipped || IsSet(bit) != isSet))
        {
            bit += bit % WordBits == 0 && _words[bit / WordBits] == skipped ? WordBits : 1;
        }

        return Math.Min(bit, Bounds.Length);
    }

    /// <summary>Bits that are set, counted by pairs, fours, bytes and all.</summary>
    private static int Bits(ulong word)
    {
        word -= (word >> 1) & 0x5555555555555555;
        word = (word & 0x3333333333333333) + ((word >> 2) & 0x3333333333333333);
        word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F;
        return (int)(unchecked(word * 0x0101010101010101) >> 56);
    }
}
