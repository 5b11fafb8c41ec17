using System.Globalization;
using System.Text;

namespace AtsBridge.Adapters.Records.Json.Paths;

/// <summary>Reads the notation of a <see cref="JsonPath"/>. A <see cref="FormatException"/> says what is wrong with it.</summary>
internal ref struct PathParser
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private PathParser(ReadOnlySpan<char> text)
    {
        _text = text;
        _at = 0;
    }

    public static List<PathStep> Parse(string text)
    {
        var parser = new PathParser(text.AsSpan().Trim());
        return parser.Steps();
    }

    private List<PathStep> Steps()
    {
        var steps = new List<PathStep>();
        var atRoot = _text.Length > 0 && _text[0] == '$' && (_text.Length == 1 || _text[1] is '.' or '[');
        if (atRoot)
        {
            _at = 1;
        }

        while (_at < _text.Length)
        {
            if (_text[_at] == '[')
            {
                steps.Add(Bracket());
            }
            else if (Take('.'))
            {
                steps.Add(Key());
            }
            else if (steps.Count == 0 && !atRoot)
            {
                steps.Add(Key());
            }
            else
            {
                throw Wrong("a '.' or a '[' must stand here");
            }
        }

        return steps.Count > 0 ? steps : throw new FormatException("the path names nothing; write it like emails[0].value");
    }

    private PathStep.Key Key()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not ('.' or '[' or ']'))
        {
            _at++;
        }

        var name = _text[start.._at].Trim();
        return name.Length > 0
            ? new PathStep.Key(name.ToString())
            : throw Wrong("a key must stand here; '..' (anywhere below) isn't supported, name each key on the way");
    }

    private PathStep Bracket()
    {
        _at++;
        PathStep step = Peek() switch
        {
            '\'' or '"' => new PathStep.Key(Quoted()),
            '*' when Take('*') => new PathStep.Every(),
            '?' => Filter(),
            _ => Index(),
        };
        Expect(']');
        return step;
    }

    private PathStep.Index Index()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }

        return int.TryParse(_text[start.._at], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PathStep.Index(number)
            : throw Wrong("in brackets stands a number from 0, '*', a key in quotes, or a filter such as ?(@.type=='mobile')");
    }

    private PathStep.Where Filter()
    {
        Expect('?');
        var inParentheses = Take('(');
        Blank();
        Expect('@');
        var keys = new List<PathStep.Key>();
        while (Take('.'))
        {
            var start = _at;
            while (char.IsLetterOrDigit(Peek()) || Peek() is '_' or '-')
            {
                _at++;
            }

            keys.Add(start < _at ? new PathStep.Key(_text[start.._at].ToString()) : throw Wrong("a key must stand here"));
        }

        Blank();
        Expect('=');
        Expect('=');
        Blank();
        var isText = Peek() is '\'' or '"';
        var value = isText ? Quoted() : Word();
        Blank();
        if (inParentheses)
        {
            Expect(')');
        }

        return new PathStep.Where(keys, value, isText);
    }

    private string Word()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Peek()) || Peek() is '.' or '-' or '+')
        {
            _at++;
        }

        return start < _at ? _text[start.._at].ToString() : throw Wrong("a text in quotes, a number, true, false or null must stand here");
    }

    private string Quoted()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            text.Append(_text[_at++]);
        }

        Expect(quote);
        return text.ToString();
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(char wanted)
    {
        if (Peek() != wanted || _at >= _text.Length)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char wanted)
    {
        if (!Take(wanted))
        {
            throw Wrong($"a {wanted} must stand here");
        }
    }

    private void Blank()
    {
        while (Peek() == ' ')
        {
            _at++;
        }
    }

    private readonly FormatException Wrong(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"at character {_at + 1}: {what}"));
}
