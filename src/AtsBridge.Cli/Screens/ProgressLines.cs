using AtsBridge.Sync;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Progress of long work on a terminal; nothing in a pipe and nothing for machines.</summary>
internal static class ProgressLines
{
    internal static async Task<T> WhileAsync<T>(Screen screen, string title, Func<IProgress<SyncProgress>?, Task<T>> work)
    {
        if (screen.IsJson || !screen.ErrorConsole.Profile.Capabilities.Interactive)
        {
            return await work(null);
        }

        return await screen.ErrorConsole.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1).IsIndeterminate();
                return work(new Reporter(bar));
            });
    }

    /// <summary>Reports at once, on the caller's thread: <see cref="Progress{T}"/> would post to the pool and finish late.</summary>
    private sealed class Reporter(ProgressTask bar) : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value)
        {
            bar.Description = Markup.Escape(FormattableString.Invariant($"{value.Source} {value.Set}: {value.Read} records"));
            bar.IsIndeterminate(value.Fraction is null);
            bar.Value = value.Fraction ?? 0;
        }
    }
}
