using System.ComponentModel;
using System.Diagnostics;
using AtsBridge.Adapters.Records;
using MiniExcelLibs;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>Workbooks of writers that are not ours.</summary>
public sealed class ForeignWriterTests
{
    private static readonly FieldMap Fields = new()
    {
        ApplicationId = "Application ID", FullName = "Candidate Name", Phone = "Phone", Stage = "Stage", StageEnteredAt = "Stage Entered At", UpdatedAt = "Applied On", SmsOptIn = "SMS Consent",
    };

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Samples");

    [Fact]
    public async Task AWorkbookThatLibreOfficeWroteIsReadAsItShowsIt() =>
        await AsShownAsync(await File.ReadAllBytesAsync(Path.Combine(Samples, "people.xlsx"), TestContext.Current.CancellationToken));

    [Fact]
    public async Task SoIsOneThatItWritesNow()
    {
        var folder = Directory.CreateTempSubdirectory("atsbridge-calc-");
        try
        {
            if (await ConvertAsync(folder.FullName))
            {
                await AsShownAsync(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "people.xlsx"), TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWorkbookThatALibraryWroteIsRead(bool shared)
    {
        using var memory = new MemoryStream();
        await MiniExcel.SaveAsAsync(memory, new[]
        {
            new Dictionary<string, object?> { ["Application ID"] = "0042", ["Candidate Name"] = "Zoë <Vaughan> 😀", ["Phone"] = 12025550123L, ["Stage"] = "Phone & Video", ["Stage Entered At"] = new DateTime(2026, 3, 1, 9, 30, 0, DateTimeKind.Utc), ["Applied On"] = null, ["SMS Consent"] = true },
            new Dictionary<string, object?> { ["Application ID"] = 43, ["Candidate Name"] = "", ["Phone"] = "0046 70", ["Stage"] = "Offer", ["Stage Entered At"] = null, ["Applied On"] = new DateTime(2026, 2, 28, 0, 0, 0, DateTimeKind.Utc), ["SMS Consent"] = false },
        }, configuration: new MiniExcelLibs.OpenXml.OpenXmlConfiguration { TableStyles = shared ? MiniExcelLibs.OpenXml.TableStyles.Default : MiniExcelLibs.OpenXml.TableStyles.None }, cancellationToken: TestContext.Current.CancellationToken);
        using var export = XlsxExport.Of(memory.ToArray()).With(Fields);
        var read = await export.ReadAsync();
        Assert.Empty(read.Rejected);
        Assert.Equal(
            [("0042", "Zoë <Vaughan> 😀", "12025550123", "Phone & Video", "2026-03-01T09:30:00", "", "true"), ("43", "", "0046 70", "Offer", "", "2026-02-28", "false")],
            read.Records.Select(r => (r.ApplicationId!, r.FullName!, r.Phone!, r.Stage!, r.StageEnteredAt!, r.UpdatedAt!, r.SmsOptIn!)));
    }

    private static async Task AsShownAsync(byte[] workbook)
    {
        using var export = XlsxExport.Of(workbook).With(Fields);
        var read = await export.ReadAsync();
        Assert.Equal(
            [("000042", "Zoë Vaughan", "12025550123", "Phone Screen", "2026-03-01T09:30:00", "2026-02-28", "true"), ("000043", "Bo Berg", "0046 70 555 01 23", "", "2026-03-02", "", "false")],
            read.Records.Select(r => (r.ApplicationId!, r.FullName!, r.Phone!, r.Stage!, r.StageEnteredAt!, r.UpdatedAt!, r.SmsOptIn!)));
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(("Phone", "000044", 6), (rejected.Field, rejected.Key, (int)rejected.Position.Row!));
        Assert.Contains("The headings are in row 3", read.Notes, StringComparison.Ordinal);
        Assert.Contains("1 hidden sheets are not read: \"Lists\"", read.Notes, StringComparison.Ordinal);
        Assert.Contains("1 rows of the sheet are hidden", read.Notes, StringComparison.Ordinal);
        Assert.Contains("1 cells show an error", read.Notes, StringComparison.Ordinal);
    }

    /// <returns>False where there is no LibreOffice.</returns>
    private static async Task<bool> ConvertAsync(string folder)
    {
        var start = new ProcessStartInfo("soffice") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx", "--outdir", folder, Path.Combine(Samples, "people.fods") })
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var complained = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await said + await complained);
            return true;
        }
        catch (Win32Exception)
        {
            // Not installed: the workbook beside the tests stands in for it.
            return false;
        }
    }
}
