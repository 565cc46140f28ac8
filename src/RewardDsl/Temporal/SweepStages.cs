namespace RewardDsl;

/// <summary>The kernels of a stage, one for each mode.</summary>
internal readonly unsafe struct SweepStages(
    delegate*<ref SweepStep, void> fast,
    delegate*<ref SweepStep, void> watching,
    delegate*<ref SweepStep, void> streaming,
    delegate*<ref SweepStep, void> watchingStreaming,
    delegate*<ref SweepStep, void> careful)
{
    /// <summary>For <see cref="FastSweep"/>.</summary>
    public readonly delegate*<ref SweepStep, void> Fast = fast;

    /// <summary>For <see cref="WatchingSweep"/>.</summary>
    public readonly delegate*<ref SweepStep, void> Watching = watching;

    /// <summary>For <see cref="StreamingSweep"/>.</summary>
    public readonly delegate*<ref SweepStep, void> Streaming = streaming;

    /// <summary>For <see cref="WatchingStreamingSweep"/>.</summary>
    public readonly delegate*<ref SweepStep, void> WatchingStreaming = watchingStreaming;

    /// <summary>For <see cref="CarefulSweep"/>.</summary>
    public readonly delegate*<ref SweepStep, void> Careful = careful;

    /// <summary>Those of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="length">The rows of its ring, 0 without one.</param>
    /// <param name="isWide">Vectors of 512 bits instead of 128.</param>
    public static SweepStages Of(SweepStage stage, int length, bool isWide) => (stage.Kind, stage.Operands.Length, length != 0, isWide) switch
    {
        (SweepKind.Join, 1, _, true) => new(
            &SweepLanes512.JoinOne<FastSweep>,
            &SweepLanes512.JoinOne<WatchingSweep>,
            &SweepLanes512.JoinOne<StreamingSweep>,
            &SweepLanes512.JoinOne<WatchingStreamingSweep>,
            &SweepLanes512.JoinOne<CarefulSweep>),
        (SweepKind.Join, 2, _, true) => new(
            &SweepLanes512.JoinTwo<FastSweep>,
            &SweepLanes512.JoinTwo<WatchingSweep>,
            &SweepLanes512.JoinTwo<StreamingSweep>,
            &SweepLanes512.JoinTwo<WatchingStreamingSweep>,
            &SweepLanes512.JoinTwo<CarefulSweep>),
        (SweepKind.Join, _, _, true) => new(
            &SweepLanes512.JoinThree<FastSweep>,
            &SweepLanes512.JoinThree<WatchingSweep>,
            &SweepLanes512.JoinThree<StreamingSweep>,
            &SweepLanes512.JoinThree<WatchingStreamingSweep>,
            &SweepLanes512.JoinThree<CarefulSweep>),
        (SweepKind.Delay, _, _, true) => new(
            &SweepLanes512.Delay<FastSweep>,
            &SweepLanes512.Delay<WatchingSweep>,
            &SweepLanes512.Delay<StreamingSweep>,
            &SweepLanes512.Delay<WatchingStreamingSweep>,
            &SweepLanes512.Delay<CarefulSweep>),
        (SweepKind.Window, _, true, true) => new(
            &SweepLanes512.Window<FastSweep>,
            &SweepLanes512.Window<WatchingSweep>,
            &SweepLanes512.Window<StreamingSweep>,
            &SweepLanes512.Window<WatchingStreamingSweep>,
            &SweepLanes512.Window<CarefulSweep>),
        (SweepKind.Window, _, false, true) => new(
            &SweepLanes512.Running<FastSweep>,
            &SweepLanes512.Running<WatchingSweep>,
            &SweepLanes512.Running<StreamingSweep>,
            &SweepLanes512.Running<WatchingStreamingSweep>,
            &SweepLanes512.Running<CarefulSweep>),
        (_, _, true, true) => new(
            &SweepLanes512.Reach<FastSweep>,
            &SweepLanes512.Reach<WatchingSweep>,
            &SweepLanes512.Reach<StreamingSweep>,
            &SweepLanes512.Reach<WatchingStreamingSweep>,
            &SweepLanes512.Reach<CarefulSweep>),
        (_, _, false, true) => new(
            &SweepLanes512.RunningReach<FastSweep>,
            &SweepLanes512.RunningReach<WatchingSweep>,
            &SweepLanes512.RunningReach<StreamingSweep>,
            &SweepLanes512.RunningReach<WatchingStreamingSweep>,
            &SweepLanes512.RunningReach<CarefulSweep>),
        (SweepKind.Join, 1, _, false) => new(
            &SweepLanes128.JoinOne<FastSweep>,
            &SweepLanes128.JoinOne<WatchingSweep>,
            &SweepLanes128.JoinOne<StreamingSweep>,
            &SweepLanes128.JoinOne<WatchingStreamingSweep>,
            &SweepLanes128.JoinOne<CarefulSweep>),
        (SweepKind.Join, 2, _, false) => new(
            &SweepLanes128.JoinTwo<FastSweep>,
            &SweepLanes128.JoinTwo<WatchingSweep>,
            &SweepLanes128.JoinTwo<StreamingSweep>,
            &SweepLanes128.JoinTwo<WatchingStreamingSweep>,
            &SweepLanes128.JoinTwo<CarefulSweep>),
        (SweepKind.Join, _, _, false) => new(
            &SweepLanes128.JoinThree<FastSweep>,
            &SweepLanes128.JoinThree<WatchingSweep>,
            &SweepLanes128.JoinThree<StreamingSweep>,
            &SweepLanes128.JoinThree<WatchingStreamingSweep>,
            &SweepLanes128.JoinThree<CarefulSweep>),
        (SweepKind.Delay, _, _, false) => new(
            &SweepLanes128.Delay<FastSweep>,
            &SweepLanes128.Delay<WatchingSweep>,
            &SweepLanes128.Delay<StreamingSweep>,
            &SweepLanes128.Delay<WatchingStreamingSweep>,
            &SweepLanes128.Delay<CarefulSweep>),
        (SweepKind.Window, _, true, false) => new(
            &SweepLanes128.Window<FastSweep>,
            &SweepLanes128.Window<WatchingSweep>,
            &SweepLanes128.Window<StreamingSweep>,
            &SweepLanes128.Window<WatchingStreamingSweep>,
            &SweepLanes128.Window<CarefulSweep>),
        (SweepKind.Window, _, false, false) => new(
            &SweepLanes128.Running<FastSweep>,
            &SweepLanes128.Running<WatchingSweep>,
            &SweepLanes128.Running<StreamingSweep>,
            &SweepLanes128.Running<WatchingStreamingSweep>,
            &SweepLanes128.Running<CarefulSweep>),
        (_, _, true, false) => new(
            &SweepLanes128.Reach<FastSweep>,
            &SweepLanes128.Reach<WatchingSweep>,
            &SweepLanes128.Reach<StreamingSweep>,
            &SweepLanes128.Reach<WatchingStreamingSweep>,
            &SweepLanes128.Reach<CarefulSweep>),
        (_, _, false, false) => new(
            &SweepLanes128.RunningReach<FastSweep>,
            &SweepLanes128.RunningReach<WatchingSweep>,
            &SweepLanes128.RunningReach<StreamingSweep>,
            &SweepLanes128.RunningReach<WatchingStreamingSweep>,
            &SweepLanes128.RunningReach<CarefulSweep>),
    };
}
