using System.Globalization;
using System.Security;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>A cell as it stands in a sheet's XML, without its place.</summary>
/// <param name="Type">The letter of its kind; empty for a number.</param>
/// <param name="Inner">What stands in it.</param>
/// <param name="Style">Which of <see cref="Book"/>'s styles.</param>
internal sealed record Cell(string Type, string Inner, int Style = 0)
{
    public const int Date = 1;
    public const int Moment = 2;
    public const int Padded = 3;
    public const int Duration = 4;
    public const int OwnDate = 5;

    public static Cell Inline(string text) => new("inlineStr", $"<is><t xml:space=\"preserve\">{Escaped(text)}</t></is>");

    public static Cell Number(double number, int style = 0) => new("", $"<v>{number.ToString("R", CultureInfo.InvariantCulture)}</v>", style);

    public static Cell Raw(string number, int style = 0) => new("", $"<v>{number}</v>", style);

    public static Cell Truth(bool truth) => new("b", truth ? "<v>1</v>" : "<v>0</v>");

    public static Cell Error(string error = "#N/A") => new("e", $"<f>VLOOKUP(1,A1:B2,2)</f><v>{error}</v>");

    public static Cell Formula(string formula, string? cached) => new("str", $"<f>{Escaped(formula)}</f>{(cached is null ? "" : $"<v>{Escaped(cached)}</v>")}");

    public static Cell Empty(int style = 0) => new("", "", style);

    public static implicit operator Cell(string text) => Inline(text);

    public static implicit operator Cell(double number) => Number(number);

    public static string Escaped(string text) => SecurityElement.Escape(text).Replace("\r", "_x000D_", StringComparison.Ordinal);
}
