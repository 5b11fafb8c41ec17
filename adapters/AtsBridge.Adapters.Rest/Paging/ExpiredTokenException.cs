namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>The token of the read before is worth nothing any more: everything is to be read.</summary>
internal sealed class ExpiredTokenException : Exception;
