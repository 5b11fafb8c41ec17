using System.Globalization;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>What may come out of a workbook when it is unpacked, counted while it is: what its list of contents says may be a lie.</summary>
/// <param name="file">Its name.</param>
/// <param name="compressed">Its size.</param>
/// <param name="maxBytes">The most bytes that all of it may unpack to.</param>
internal sealed class PackageBudget(string file, long compressed, long maxBytes)
{
    // Sheets shrink to a twentieth, seldom to a fiftieth; deflate can't do better than 1:1032. Below the allowance a ratio says nothing.
    private const int MaxRatio = 250;
    private const long RatioAllowance = 16L * 1024 * 1024;

    private long _read;

    public void Count(int bytes)
    {
        _read += bytes;
        if (_read > maxBytes)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{file} unpacks to more than MaxFileBytes ({maxBytes:N0}). Raise MaxFileBytes if that is right."));
        }

        if (_read > RatioAllowance && _read / MaxRatio > compressed)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{file} unpacks to more than {MaxRatio} times its size: it looks like a decompression bomb, not an export."));
        }
    }
}
