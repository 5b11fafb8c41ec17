using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AtsBridge.Hosting.Configuration;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Where a verb writes: tables for people on the standard output, or one JSON document; problems on the standard error.</summary>
internal sealed class Screen
{
    /// <summary>Width of tables in a pipe, where there is no terminal to ask.</summary>
    private const int PipeWidth = 160;

    /// <summary>Messages are not wrapped in a pipe: a path that is broken over two lines can be neither searched for nor copied.</summary>
    private const int NoWrap = 100_000;

    private static readonly JsonSerializerOptions JsonStyle = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly TextWriter _output;

    internal Screen(OutputFormat format, TextWriter output, TextWriter error)
    {
        _output = output;
        IsJson = format == OutputFormat.Json;
        Console = Make(output, ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected, PipeWidth);
        ErrorConsole = Make(error, ReferenceEquals(error, System.Console.Error) && !System.Console.IsErrorRedirected, NoWrap);
    }

    internal bool IsJson { get; }

    /// <summary>The standard output, for people.</summary>
    internal IAnsiConsole Console { get; }

    /// <summary>The standard error, for people.</summary>
    internal IAnsiConsole ErrorConsole { get; }

    /// <summary>Writes the document of a machine.</summary>
    internal void Json(object document) => _output.WriteLine(JsonSerializer.Serialize(document, JsonStyle));

    /// <summary>Writes a document that people copy, as it is: a line that is broken to the width of a table can't be pasted.</summary>
    internal void Document(System.Text.Json.Nodes.JsonObject document) => _output.WriteLine(document.ToJsonString(JsonStyle));

    /// <summary>Writes one line for people; nothing for machines.</summary>
    internal void Line(string markup = "")
    {
        if (!IsJson)
        {
            Console.MarkupLine(markup);
        }
    }

    /// <summary>Writes one line of data for people as it is; nothing for machines. Markup would make an emoji of <c>:guard:</c>.</summary>
    internal void Plain(string text, Color? colour = null)
    {
        if (!IsJson)
        {
            Console.Write(new Text($"{text}\n", colour));
        }
    }

    /// <summary>Writes a table for people; nothing for machines.</summary>
    internal void Show(Spectre.Console.Rendering.IRenderable table)
    {
        if (!IsJson)
        {
            Console.Write(table);
        }
    }

    /// <summary>Writes what a person must see now, on the standard error.</summary>
    /// <remarks>No markup: it makes an emoji of <c>:Guard:</c>, also where it is escaped.</remarks>
    internal void Error(string text) => ErrorConsole.Write(new Text($"{text}\n", Color.Red));

    /// <summary>Writes what a person had better look at, on the standard error.</summary>
    internal void Warn(string text) => ErrorConsole.Write(new Text($"{text}\n", Color.Yellow));

    /// <summary>Writes everything that is wrong with a configuration, all at once.</summary>
    internal void Problems(IReadOnlyList<ConfigurationProblem> problems)
    {
        foreach (var problem in problems.OrderBy(p => p.Severity))
        {
            var (word, colour) = problem.Severity == ProblemSeverity.Error ? ("error", Color.Red) : ("warning", Color.Yellow);
            var value = problem.Value is null ? "" : $" = {problem.Value}";
            ErrorConsole.Write(new Text(word, colour));
            ErrorConsole.Write(new Text($" {problem.Path}", new Style(decoration: Decoration.Bold)));
            ErrorConsole.Write(new Text($"{value}\n  {problem.Message}\n"));
        }
    }

    private static IAnsiConsole Make(TextWriter writer, bool terminal, int pipeWidth)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
        {
            console.Profile.Width = pipeWidth;
        }

        return console;
    }
}
