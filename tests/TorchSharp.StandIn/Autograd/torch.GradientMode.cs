using System;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradientMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradientMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradientMode(mode);

    public static bool is_grad_enabled() => GradientMode.IsOn;

    public static IDisposable inference_mode(bool mode = true) => new GradientMode(!mode);
}
