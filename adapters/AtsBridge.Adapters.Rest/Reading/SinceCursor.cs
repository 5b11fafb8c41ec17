using System.Globalization;
using System.IO.Hashing;
using System.Text;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>
/// From where the next read asks for changes. It names the settings that it was made under: under others, records that did not change
/// may have become visible, so everything is read.
/// </summary>
internal sealed class SinceCursor
{
    private readonly SinceSettings _since;
    private readonly string _salt;

    public SinceCursor(RestSettings settings, PathBinding binding)
    {
        _since = settings.Since!;
        var text = new StringBuilder().Append(settings.BaseUrl).Append('\n').Append(settings.Path).Append('\n').Append(settings.Body).Append('\n').Append(settings.Records).Append('\n')
            .Append(_since.Style).Append(_since.Parameter).Append('\n').Append(binding.Fields.Salt.ToString(CultureInfo.InvariantCulture)).Append('\n').AppendJoin('\n', settings.Each);
        foreach (var (name, value) in settings.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append('=').Append(value);
        }

        _salt = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.ToString())).ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>The moment or token of a cursor; null where everything is to be read.</summary>
    public string? Value(string? cursor) => cursor is not null && cursor.StartsWith(_salt + " ", StringComparison.Ordinal) && cursor.Length > _salt.Length + 1
        && (_since.Style == SinceStyle.Token || Moment.TryRead(cursor[(_salt.Length + 1)..], out _)) ? cursor[(_salt.Length + 1)..] : null;

    /// <summary>The cursor of a moment or token.</summary>
    public string Of(string value) => $"{_salt} {value}";

    /// <summary>The request for what has changed since.</summary>
    public Call Ask(Call call, string value)
    {
        if (_since.Style == SinceStyle.Token)
        {
            return Addresses.With(call, _since.Parameter, value, _since.In);
        }

        Moment.TryRead(value, out var greatest);
        var from = greatest - _since.Overlap;
        return Addresses.With(call, _since.Parameter, _since.Prefix + _since.Format switch
        {
            MomentFormat.UnixSeconds => from.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            MomentFormat.UnixMilliseconds => from.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            MomentFormat.Date => from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => from.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        }, _since.In);
    }
}
