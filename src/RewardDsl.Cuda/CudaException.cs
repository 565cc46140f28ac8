using System;

namespace RewardDsl.Cuda;

/// <summary>A call of the CUDA driver or compiler failed, or there is none: the message names the call, the code and what to do.</summary>
public sealed class CudaException : Exception
{
    /// <summary>An exception without a code.</summary>
    public CudaException()
    {
    }

    /// <summary>An exception without a code.</summary>
    /// <param name="message">What happened.</param>
    public CudaException(string message)
        : base(message)
    {
    }

    /// <summary>An exception without a code.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    public CudaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal CudaException(string call, int code, string message)
        : base(message)
    {
        Call = call;
        Code = code;
    }

    /// <summary>The failed call, such as <c>cuMemAlloc</c>; empty when no call was made.</summary>
    public string Call { get; } = "";

    /// <summary>Its result; 0 when no call was made.</summary>
    public int Code { get; }
}
