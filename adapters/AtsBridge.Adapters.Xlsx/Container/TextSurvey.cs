using System.Globalization;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>A look at the texts that all sheets share: the library holds all of them in memory.</summary>
internal sealed class TextSurvey(string file)
{
    // A text of the framework takes that much beside its characters.
    private const int BytesOfText = 40;
    private const long MostBytes = 1024L * 1024 * 1024;

    private long _bytes;
    private long _inItem;
    private long _glued;

    public void Read(Package package) => package.Read("xl/sharedStrings.xml", Take);

    private void Take(PartReader part)
    {
        _bytes += sizeof(char) * (long)part.TextBefore;
        _inItem += part.TextBefore;
        switch (part.Name)
        {
            case "si":
                _bytes += BytesOfText;
                _inItem = 0;
                break;
            case "r" or "t":
                _glued += _inItem;
                break;
        }

        if (_bytes > MostBytes || _glued > GluedText.Most)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{file} holds more text than fits in memory ({MostBytes:N0} bytes). Export fewer columns, or as CSV, which is read line by line."));
        }
    }
}
