using System.Globalization;
using System.Xml;

namespace AtsBridge.Adapters.Xml.Text;

/// <summary>
/// The names of a document. The parser keeps every one for as long as it reads; a document in which each element has another name
/// would fill the memory with them.
/// </summary>
internal sealed class CountedNames(string file) : NameTable
{
    private const int MostChars = 2_000_000;

    private long _chars;

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    private string Counted(string name)
    {
        _chars += name.Length;
        return _chars <= MostChars
            ? name
            : throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{file} has so many different names of elements that they alone take {MostChars:N0} characters: it is no export."));
    }
}
