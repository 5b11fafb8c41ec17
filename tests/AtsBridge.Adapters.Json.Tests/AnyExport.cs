using System.Text;

namespace AtsBridge.Adapters.Json.Tests;

/// <summary>
/// An export as it may be, drawn by a seed: most records have the keys of their neighbours in the same order, and now and then
/// one has something that no export should have.
/// </summary>
internal sealed class AnyExport
{
    private static readonly string[] Texts =
    [
        "\"a\"", "\"\"", "\"x y\"", "\"é😀\"", "\"b\\u00e9\\u002B\"", "\"\\ud83d\\ude00\"", "\"q\\\"q\"", "\"\\\\\"", "\"\\/\\b\\f\\n\\r\\t\"", "\"]},{\"", "\"\\u0000\"",
        "0", "-0", "7", "12345678901234567890123", "-1.50", "1e5", "1E-2", "true", "false", "null", "null", "\"" + new string('l', 100) + "\"", "\"" + new string('é', 60) + "\"",
    ];

    private static readonly string[] Nested =
    [
        "{}", "[]", "[1,\"]\",{\"stage\":1}]", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":{\"c\":1}}}", "[[[1]]]", "[1,]", "{\"a\":1,}", "{ \"a\" : [ ] }", "[{\"value\":\"v\"}]", "{\"word\":\"w\"}",
    ];

    private static readonly string[] Wrong =
    [
        "\"\\ud83d\"", "\"\\ude00x\"", "\"\\ud83d\\ud83d\"", "\"\\q\"", "\"\\u12g4\"", "\"\\u 123\"", "\"\\u+123\"", "\"a\u0001b\"", "\"tab\tb\"", "01", "-", "1.", ".5", "1e", "+1", "0x1", "NaN", "nul", "nulll", "True", "'a'", "",
        "[1 2]", "[[[[[[1]]]]]]", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}", "[/**/]", "{\"a\" 1}", "{a:1}", "[", "}", "\"", "1,", "1 2", "[,]", "{,}", "\"" + new string('l', 101) + "\"", "\"" + new string('é', 101) + "\"", "\"" + string.Concat(Enumerable.Repeat("\\u00e9", 60)) + "\"",
    ];

    /// <summary>The first records are parsed anyway.</summary>
    private const int Learnt = 22;

    private readonly Random _random;
    private readonly string _layout;
    private readonly string _colon;
    private readonly string _comma;
    private readonly string _between;
    private readonly List<string> _keys;

    public AnyExport(int seed)
    {
        _random = new Random(seed);
        _layout = Any("lines", "lines", "list", "keyed");
        IsLines = _layout == "lines";
        _colon = Any(":", ": ", " :\t");
        _comma = IsLines ? Any(",", ", ") : Any(",", ", ", ",\n  ", "\r\n,");
        _between = IsLines ? Any("\n", "\n", "\r\n", " \n") : Any(",", ",\n", " , ");
        _keys = [.. Shuffled(["id", "stage", "state", "emails", "phones", "job", "first name", "gr\\u00f6\\u00dfe", "größe", "tags", "more", "other"]).Take(_random.Next(4, 12))];
        _keys = [.. _keys.Union(["id", "stage"])];
    }

    public bool IsLines { get; }

    /// <summary>The bytes of the export, and of the same without what is wrong in it.</summary>
    public (byte[] Bytes, byte[] Sane) Write()
    {
        var records = Enumerable.Range(0, Learnt + _random.Next(1, 40)).Select(_ => Record()).ToList();
        var sane = records.ConvertAll(Write);
        var spoilt = sane.ToList();
        for (var i = _random.Next(1, 8); i > 0; i--)
        {
            // What it holds stays known: it must be quarantined all the same.
            var at = _random.Next(Learnt, records.Count);
            spoilt[at] = Spoil([.. records[at]]);
        }

        var bytes = Whole(spoilt);
        for (var i = _random.Next(0, 4); i > 0; i--)
        {
            Damage(bytes);
        }

        return ([.. bytes], [.. Whole(sane)]);
    }

    private List<byte> Whole(List<string> records)
    {
        var text = string.Join(_between, records);
        return [.. Encoding.UTF8.GetBytes(_layout switch
        {
            "lines" => text + Any("", "\n"),
            "list" => "[" + text + "]",
            _ => "{\"x\":[],\"list\":[" + text + Any("", ",") + "],\"y\":0}",
        })];
    }

    private List<(string Key, string Value)> Record() => [.. _keys.Select(k => (k, Value(k)))];

    private string Value(string key) => key switch
    {
        "state" => Any("{\"word\":" + Any(Texts) + "}", "{\"word\":" + Any(Texts) + ",\"since\":" + Any(Texts) + "}", "null"),
        "emails" => Any("[{\"value\":" + Any(Texts) + "}]", "[{\"type\":1,\"value\":" + Any(Texts) + "}]", "[]", "[" + Any(Texts) + "]"),
        "phones" => "[{\"type\":\"" + Any("mobile", "home") + "\",\"value\":" + Any(Texts) + "}]",
        "job" => "{\"id\":" + Any(Texts) + ",\"title\":" + Any(Texts) + ",\"team\":{\"name\":" + Any(Texts) + "}}",
        "tags" => Any("[" + Any(Texts) + "]", Any(Nested)),
        "more" => _random.Next(3) == 0 ? Any(Nested) : Any(Texts),
        "other" when _random.Next(8) == 0 => "\"" + new string('o', _random.Next(700, 1000)) + "\"",
        _ => Any(Texts),
    };

    private string Spoil(List<(string Key, string Value)> record)
    {
        var at = _random.Next(record.Count);
        switch (_random.Next(9))
        {
            case 0:
                record.RemoveAt(at);
                break;
            case 1:
                record.Insert(_random.Next(record.Count), (record[at].Key, Any(record[at].Value, Value(record[at].Key))));
                break;
            case 2:
                record.Reverse();
                break;
            case 3:
                record[at] = (record[at].Key, Any(Nested));
                break;
            case 4:
                record.Insert(at, ("new", Any(Texts)));
                break;
            case 5:
                return Write(record) + Any(" ", "x", "{}", ",", "//", "\0", "\u00a0");
            case 6:
                return Any("", " ", "\t") + Write(record).Replace(_comma, Any(_comma + " ", _comma + "/* */", _comma + _comma), StringComparison.Ordinal);
            case 7:
                return Write(record)[..^1] + Any(",}", ", }", ",,}", "");
            default:
                record[at] = (record[at].Key, Any(Wrong));
                break;
        }

        return Write(record);
    }

    private string Write(List<(string Key, string Value)> record) =>
        "{" + string.Join(_comma, record.Select(p => "\"" + p.Key + "\"" + _colon + p.Value)) + "}";

    private void Damage(List<byte> bytes)
    {
        // Behind the records from which everything about the file is learnt.
        var at = _random.Next(bytes.Count / 2, bytes.Count);
        switch (_random.Next(4))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveAt(at);
                break;
            case 2:
                bytes.Insert(at, "{}[]\",:\\\n\0 \u00ff"u8.ToArray()[_random.Next(12)]);
                break;
            default:
                bytes.Insert(at, bytes[_random.Next(bytes.Count)]);
                break;
        }
    }

    private string Any(params string[] these) => these[_random.Next(these.Length)];

    private string[] Shuffled(string[] these)
    {
        _random.Shuffle(these);
        return these;
    }
}
