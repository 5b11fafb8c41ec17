using System.Globalization;
using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Xlsx.Reading;

/// <summary>What a cell says.</summary>
/// <param name="Text">The text; empty where the cell is.</param>
/// <param name="Fault">Why it can't be believed; null where it can.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellText(string Text, string? Fault = null)
{
    // A spreadsheet keeps fifteen digits of a number and makes noughts of the others, without a word.
    private const double FirstRounded = 1e15;
    private const string Rounded = "is a number of more than 15 digits: a spreadsheet keeps only 15, so its last digits are lost. Format the column as text before it is filled";

    private static readonly TimeSpan DaysFrom1900To1904 = TimeSpan.FromDays(1462);
    private static readonly DateTime FirstDay = new(1900, 1, 1);

    /// <param name="value">As the library gives it.</param>
    /// <param name="format">The format of its number.</param>
    /// <param name="from1904">Whether days are counted from 1904 and the library took them as counted from 1900.</param>
    public static CellText Of(object? value, string? format, bool from1904) => value switch
    {
        null => new(""),
        string text => new(text),
        double number => OfNumber(number, format),
        bool truth => new(truth ? "true" : "false"),
        DateTime moment => new(Iso(from1904 && moment >= FirstDay && moment < DateTime.MaxValue - DaysFrom1900To1904 ? moment + DaysFrom1900To1904 : moment)),
        TimeSpan span => new(string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours:00}:{Math.Abs(span.Minutes):00}:{Math.Abs(span.Seconds):00}")),
        var other => new(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
    };

    private static CellText OfNumber(double number, string? format)
    {
        if (!double.IsFinite(number))
        {
            return new("", "is no number that a spreadsheet can hold. Mend the export");
        }

        if (number != Math.Floor(number))
        {
            return new(number.ToString("0.###############", CultureInfo.InvariantCulture));
        }

        if (Math.Abs(number) >= FirstRounded)
        {
            return new(number.ToString("R", CultureInfo.InvariantCulture), Rounded);
        }

        var digits = number.ToString("0", CultureInfo.InvariantCulture);
        return new(number >= 0 ? digits.PadLeft(Width(format), '0') : digits);
    }

    /// <summary>How many digits a format such as <c>00000</c> shows: the noughts in front are part of the number to whoever reads it.</summary>
    private static int Width(string? format)
    {
        var section = format.AsSpan();
        var end = section.IndexOf(';');
        section = (end < 0 ? section : section[..end]).Trim();
        return section.Length > 1 && !section.ContainsAnyExcept('0') ? section.Length : 0;
    }

    private static string Iso(DateTime moment)
    {
        // Days are fractions to a spreadsheet: nine o'clock is a thousandth of a second off now and then.
        var near = new DateTime((moment.Ticks + (TimeSpan.TicksPerMillisecond * 5)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, moment.Kind);
        var sound = (near - moment).Duration() <= TimeSpan.FromMilliseconds(5) ? near : moment;
        return sound < FirstDay ? sound.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : sound.TimeOfDay == TimeSpan.Zero ? sound.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : sound.ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture);
    }
}
