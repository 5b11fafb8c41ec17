namespace AtsBridge;

/// <summary>Why a request has no expected outcome, grouped by what to do next.</summary>
public enum SinkFault
{
    /// <summary>Provably not carried out (connection refused, a read that failed): back off and try again.</summary>
    Transient,

    /// <summary>Refused because of the rate limit: wait until <see cref="SinkException.Until"/>.</summary>
    RateLimited,

    /// <summary>The key is not accepted: stop the sink until a person changes it.</summary>
    Unauthorized,

    /// <summary>It may have been carried out (cut off, timed out, a 5xx answer to a POST): look it up after the settle time.</summary>
    Ambiguous,
}
