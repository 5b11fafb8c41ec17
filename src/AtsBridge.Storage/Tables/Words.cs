namespace AtsBridge.Storage.Tables;

/// <summary>Enums as the words that they are stored by.</summary>
internal static class Words
{
    internal static T Read<T>(string word)
        where T : struct, Enum =>
        Enum.TryParse<T>(word, out var value) && Enum.IsDefined(value)
            ? value
            : throw new StoreException($"The store holds the word \"{word}\" where a {typeof(T).Name} belongs; something else has changed it. Restore a backup.");

    internal static T? ReadOptional<T>(string? word)
        where T : struct, Enum => word is null ? null : Read<T>(word);
}
