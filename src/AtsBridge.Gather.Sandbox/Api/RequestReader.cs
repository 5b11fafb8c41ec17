using Microsoft.AspNetCore.Http;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>Takes a request off its connection.</summary>
internal static class RequestReader
{
    public static async Task<ApiRequest> ReadAsync(HttpRequest request, int maxBodyBytes) => new()
    {
        Method = request.Method,
        Path = request.Path.Value ?? "",
        Query = request.Query.ToDictionary(field => field.Key, field => field.Value[0] ?? "", StringComparer.Ordinal),
        ContentType = request.ContentType,
        Body = await ReadBodyAsync(request, maxBodyBytes),
    };

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, int maxBodyBytes)
    {
        if (request.ContentLength > maxBodyBytes)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            // A body in chunks does not say its length beforehand.
            if (body.Length + read > maxBodyBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }
}
