using System;

namespace TorchSharp.StandIn;

/// <summary>Whether operations of this thread enter the graph.</summary>
internal sealed class GradientMode : IDisposable
{
    [ThreadStatic]
    private static bool off;

    private readonly bool before;
    private bool ended;

    public GradientMode(bool enabled)
    {
        before = off;
        off = !enabled;
    }

    public static bool IsOn => !off;

    public void Dispose()
    {
        if (!ended)
        {
            off = before;
            ended = true;
        }
    }
}
