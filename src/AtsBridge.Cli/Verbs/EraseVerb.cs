using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Erasure;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>erase</c>: takes a person out of the store, and keeps the next export from bringing them back.</summary>
internal static class EraseVerb
{
    internal static Command Create(CommonOptions common)
    {
        var who = new Argument<string>("WHO") { Description = "An application id, a candidate id or an e-mail address." };
        var source = new Option<string?>("--source") { Description = "Only by what this source says, where an id means somebody else in another.", HelpName = "S" };
        var several = new Option<bool>("--several") { Description = "It may be more than one person, or one whom a source knows as several candidates." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask; for scripts." };
        var command = new Command("erase", "Removes a person's data from every table and keeps keyed hashes, so that no export invites them again. Shows what is found first, then asks. It can't be taken back.") { who, source, several, yes };
        command.OnSession(common, StoreAccess.Operator, async (parsed, session, screen, cancellationToken) =>
        {
            // Not only those of the configuration: what was read from one that is gone is still there.
            var (asked, of) = (parsed.GetRequiredValue(who), parsed.GetValue(source));
            var store = session.Get<IErasureStore>();
            var found = await store.FindAsync(asked, of, cancellationToken);
            if (found.Count == 0)
            {
                return await NobodyAsync(screen, store, asked, cancellationToken);
            }

            if (!screen.IsJson)
            {
                ErasureScreen.People(screen, found);
            }
            else if (!parsed.GetValue(yes))
            {
                // What is shown first is for machines, too, and whoever reads it says --yes the next time.
                screen.Json(ErasureScreen.Document(asked, new ErasureResult(found, ["Nothing was erased yet: it takes --yes."], null)));
            }

            var unclear = found.Count > 1 || found.Any(p => p.IsSeveral);
            if (unclear && !parsed.GetValue(several))
            {
                throw new WrongCommandException($"'{asked}' leads to several people, or to one whom a source knows as several candidates; nothing was changed. If all that is shown is to be erased, say --several. If not, say --source, or an id or address that only one of them has; where they share an address, correct it in the ATS and sync first.");
            }

            if (!Confirmation.Ask(screen, parsed.GetValue(yes), ErasureScreen.Question(found)))
            {
                screen.Line("Nothing was changed.");
                return ExitCode.Done;
            }

            var result = await store.EraseAsync(asked, of, parsed.GetValue(several), session.Get<TimeProvider>().GetUtcNow(), cancellationToken);
            ErasureScreen.Result(screen, asked, result);
            return result.Erased && result.Residue is null ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Who was erased before is erased: what may have been left in the store's files then is cleaned up now.</summary>
    private static async Task<int> NobodyAsync(Screen screen, IErasureStore store, string asked, CancellationToken cancellationToken)
    {
        var before = await store.TraceAsync(asked, cancellationToken);
        var residue = before is null ? null : await store.CleanAsync(cancellationToken);
        if (screen.IsJson)
        {
            screen.Json(new { who = asked, erased = false, before, residue });
        }
        else if (before is not null)
        {
            screen.Plain($"'{asked}' leads to {before.Words}; nothing is on record of them.");
        }
        else
        {
            screen.Plain($"Nothing is on record of '{asked}': no application, candidate id or e-mail address of this kind was ever read. Nothing was changed.");
        }

        if (residue is not null)
        {
            screen.Error(residue);
        }

        return before is null || residue is not null ? ExitCode.Failed : ExitCode.Done;
    }
}
