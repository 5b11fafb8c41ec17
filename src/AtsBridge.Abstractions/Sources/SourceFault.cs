namespace AtsBridge;

/// <summary>Why a source can't be read, grouped by what to do next.</summary>
public enum SourceFault
{
    /// <summary>It can't be reached, or it is busy: the next scheduled run tries again.</summary>
    Unavailable,

    /// <summary>It does not let us in: a person must change the key or the permission.</summary>
    Unauthorized,

    /// <summary>It was reached, and what it holds is not what the settings say: a person must look at it.</summary>
    Unreadable,
}
