using System.ComponentModel;
using NetworkGen.Layout;

namespace NetworkGen;

/// <summary>Work that several threads do together: each runs all of it, and does its share of every step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITeamWork
{
    /// <summary>Runs one thread's share.</summary>
    /// <param name="share">The share.</param>
    public void Run(Share share);
}
