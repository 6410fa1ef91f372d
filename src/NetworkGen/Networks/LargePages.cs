using System;
using System.Runtime.InteropServices;

namespace NetworkGen;

/// <summary>
/// Asks Linux for large pages where memory is much: a batch's maps are read from end to end, and of pages of 4 KB there are more than the processor
/// remembers the places of. Other systems, and Linux where that is set to <c>always</c> or <c>never</c>, do as they do.
/// </summary>
internal static partial class LargePages
{
    /// <summary>MADV_HUGEPAGE.</summary>
    private const int Advice = 14;

    /// <summary>The size of the pages that the call deals in.</summary>
    private const int SmallPage = 4096;

    /// <summary>Less than a few large pages isn't worth the call.</summary>
    private const long Fewest = 8L << 20;

    /// <summary>Asks for some memory, before it is used; the rest of its first and last page is left alone.</summary>
    /// <param name="address">Where it begins.</param>
    /// <param name="length">Bytes.</param>
    public static void Ask(nint address, long length)
    {
        if (length < Fewest || !OperatingSystem.IsLinux() || Environment.SystemPageSize != SmallPage)
        {
            return;
        }

        nint first = (address + SmallPage - 1) & -SmallPage;
        nint end = (address + (nint)length) & -SmallPage;
        try
        {
            // What it answers changes nothing.
            _ = Advise(first, end - first, Advice);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without it has its pages, too.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
