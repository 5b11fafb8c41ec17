using System.Buffers;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>What can be written as a header.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> NameChars = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static bool IsName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(NameChars);

    public static bool IsValue(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
