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

    // A document has few names and asks for them again at every tag. Found by length and ends they need not be hashed.
    private const int Slots = 256;

    private readonly string[] _latest = [.. Enumerable.Repeat("", Slots)];
    private long _chars;

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    public override string Add(char[] key, int start, int len)
    {
        var name = key.AsSpan(start, len);
        if (name.IsEmpty)
        {
            return "";
        }

        ref var latest = ref _latest[((len * 31) + (name[0] * 7) + name[^1]) & (Slots - 1)];
        if (!name.SequenceEqual(latest))
        {
            latest = Get(key, start, len) ?? Counted(base.Add(key, start, len));
        }

        return latest;
    }

    private string Counted(string name)
    {
        _chars += name.Length;
        return _chars <= MostChars
            ? name
            : throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{file} has so many different names of elements that they alone take {MostChars:N0} characters: it is no export."));
    }
}
