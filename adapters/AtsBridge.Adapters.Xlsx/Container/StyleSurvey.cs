using System.Globalization;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>A look at the number formats: the library compares each with all before it, and takes it apart.</summary>
internal sealed class StyleSurvey(string file)
{
    private const int MostFormats = 2000;
    private const int LongestFormat = 4096;
    private const int MostStyles = 65_536;

    private int _formats;
    private int _styles;

    public void Read(Package package) => package.Read("xl/styles.xml", Take);

    private void Take(PartReader part)
    {
        switch (part.Name)
        {
            case "numFmt" when ++_formats > MostFormats || part["formatCode"] is { Length: > LongestFormat }:
                throw TooMany($"{MostFormats:N0} number formats, or one longer than {LongestFormat:N0} characters");
            case "xf" when ++_styles > MostStyles * 2:
                throw TooMany($"{MostStyles:N0} cell formats");
        }
    }

    private SourceException TooMany(FormattableString what) =>
        new(SourceFault.Unreadable, $"{file} has more than {what.ToString(CultureInfo.InvariantCulture)}: no spreadsheet program writes that.");
}
