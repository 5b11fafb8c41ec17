using System.Text;
using AtsBridge.Cli.Session;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Cli.Recording;

/// <summary>The secret of pseudonyms: in a file, or in the configuration, which is to say in the environment.</summary>
internal static class RecordingKey
{
    internal const string Setting = "AtsBridge:Recording:Secret";

    private const int Shortest = 32;
    private const string Cure = "It has at least 32 characters, from a random source (`openssl rand -hex 32` makes one), and never stands beside a recording.";

    /// <exception cref="WrongCommandException">There is none, or it is too short.</exception>
    internal static byte[] Read(string? file, IConfiguration configuration)
    {
        var text = file is null ? configuration[Setting] : Content(file);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new WrongCommandException($"Pseudonyms need a secret: --key-file FILE, or {Setting} in the environment. {Cure}");
        }

        return text.Trim().Length >= Shortest ? Encoding.UTF8.GetBytes(text.Trim()) : throw new WrongCommandException($"The secret of pseudonyms is too short. {Cure}");
    }

    private static string Content(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WrongCommandException($"The key file {file} can't be read: {exception.Message}");
        }
    }
}
