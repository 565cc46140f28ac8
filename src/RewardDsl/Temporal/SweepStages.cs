namespace RewardDsl;

/// <summary>The kernels of a stage.</summary>
internal readonly unsafe struct SweepStages
{
    private readonly delegate*<ref SweepStep, void> _plain;
    private readonly delegate*<ref SweepStep, void> _first;
    private readonly delegate*<ref SweepStep, void> _margin;
    private readonly delegate*<ref SweepStep, void> _plainStreaming;
    private readonly delegate*<ref SweepStep, void> _firstStreaming;
    private readonly delegate*<ref SweepStep, void> _marginStreaming;
    private readonly delegate*<ref SweepStep, void> _careful;

    private SweepStages(
        delegate*<ref SweepStep, void> plain,
        delegate*<ref SweepStep, void> first,
        delegate*<ref SweepStep, void> margin,
        delegate*<ref SweepStep, void> plainStreaming,
        delegate*<ref SweepStep, void> firstStreaming,
        delegate*<ref SweepStep, void> marginStreaming,
        delegate*<ref SweepStep, void> careful)
    {
        _plain = plain;
        _first = first;
        _margin = margin;
        _plainStreaming = plainStreaming;
        _firstStreaming = firstStreaming;
        _marginStreaming = marginStreaming;
        _careful = careful;
    }

    /// <summary>The kernel that anything may come to.</summary>
    public delegate*<ref SweepStep, void> Careful => _careful;

    /// <summary>Those of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="length">The rows of its ring, 0 without one.</param>
    /// <param name="isWide">Vectors of 512 bits instead of 128.</param>
    public static SweepStages Of(SweepStage stage, int length, bool isWide) => (stage.Kind, stage.Operands.Length, length != 0, isWide) switch
    {
        (SweepKind.Join, 1, _, true) => new(
            &SweepLanes512.JoinOne<PlainSweep>,
            &SweepLanes512.JoinOne<FirstSweep>,
            &SweepLanes512.JoinOne<MarginSweep>,
            &SweepLanes512.JoinOne<PlainStreamingSweep>,
            &SweepLanes512.JoinOne<FirstStreamingSweep>,
            &SweepLanes512.JoinOne<MarginStreamingSweep>,
            &SweepLanes512.JoinOne<CarefulSweep>),
        (SweepKind.Join, 2, _, true) => new(
            &SweepLanes512.JoinTwo<PlainSweep>,
            &SweepLanes512.JoinTwo<FirstSweep>,
            &SweepLanes512.JoinTwo<MarginSweep>,
            &SweepLanes512.JoinTwo<PlainStreamingSweep>,
            &SweepLanes512.JoinTwo<FirstStreamingSweep>,
            &SweepLanes512.JoinTwo<MarginStreamingSweep>,
            &SweepLanes512.JoinTwo<CarefulSweep>),
        (SweepKind.Join, _, _, true) => new(
            &SweepLanes512.JoinThree<PlainSweep>,
            &SweepLanes512.JoinThree<FirstSweep>,
            &SweepLanes512.JoinThree<MarginSweep>,
            &SweepLanes512.JoinThree<PlainStreamingSweep>,
            &SweepLanes512.JoinThree<FirstStreamingSweep>,
            &SweepLanes512.JoinThree<MarginStreamingSweep>,
            &SweepLanes512.JoinThree<CarefulSweep>),
        (SweepKind.Delay, _, _, true) => new(
            &SweepLanes512.Delay<PlainSweep>,
            &SweepLanes512.Delay<FirstSweep>,
            &SweepLanes512.Delay<MarginSweep>,
            &SweepLanes512.Delay<PlainStreamingSweep>,
            &SweepLanes512.Delay<FirstStreamingSweep>,
            &SweepLanes512.Delay<MarginStreamingSweep>,
            &SweepLanes512.Delay<CarefulSweep>),
        (SweepKind.Window, _, true, true) => new(
            &SweepLanes512.Window<PlainSweep>,
            &SweepLanes512.Window<FirstSweep>,
            &SweepLanes512.Window<MarginSweep>,
            &SweepLanes512.Window<PlainStreamingSweep>,
            &SweepLanes512.Window<FirstStreamingSweep>,
            &SweepLanes512.Window<MarginStreamingSweep>,
            &SweepLanes512.Window<CarefulSweep>),
        (SweepKind.Window, _, false, true) => new(
            &SweepLanes512.Running<PlainSweep>,
            &SweepLanes512.Running<FirstSweep>,
            &SweepLanes512.Running<MarginSweep>,
            &SweepLanes512.Running<PlainStreamingSweep>,
            &SweepLanes512.Running<FirstStreamingSweep>,
            &SweepLanes512.Running<MarginStreamingSweep>,
            &SweepLanes512.Running<CarefulSweep>),
        (_, _, true, true) => new(
            &SweepLanes512.Reach<PlainSweep>,
            &SweepLanes512.Reach<FirstSweep>,
            &SweepLanes512.Reach<MarginSweep>,
            &SweepLanes512.Reach<PlainStreamingSweep>,
            &SweepLanes512.Reach<FirstStreamingSweep>,
            &SweepLanes512.Reach<MarginStreamingSweep>,
            &SweepLanes512.Reach<CarefulSweep>),
        (_, _, false, true) => new(
            &SweepLanes512.RunningReach<PlainSweep>,
            &SweepLanes512.RunningReach<FirstSweep>,
            &SweepLanes512.RunningReach<MarginSweep>,
            &SweepLanes512.RunningReach<PlainStreamingSweep>,
            &SweepLanes512.RunningReach<FirstStreamingSweep>,
            &SweepLanes512.RunningReach<MarginStreamingSweep>,
            &SweepLanes512.RunningReach<CarefulSweep>),
        (SweepKind.Join, 1, _, false) => new(
            &SweepLanes128.JoinOne<PlainSweep>,
            &SweepLanes128.JoinOne<FirstSweep>,
            &SweepLanes128.JoinOne<MarginSweep>,
            &SweepLanes128.JoinOne<PlainStreamingSweep>,
            &SweepLanes128.JoinOne<FirstStreamingSweep>,
            &SweepLanes128.JoinOne<MarginStreamingSweep>,
            &SweepLanes128.JoinOne<CarefulSweep>),
        (SweepKind.Join, 2, _, false) => new(
            &SweepLanes128.JoinTwo<PlainSweep>,
            &SweepLanes128.JoinTwo<FirstSweep>,
            &SweepLanes128.JoinTwo<MarginSweep>,
            &SweepLanes128.JoinTwo<PlainStreamingSweep>,
            &SweepLanes128.JoinTwo<FirstStreamingSweep>,
            &SweepLanes128.JoinTwo<MarginStreamingSweep>,
            &SweepLanes128.JoinTwo<CarefulSweep>),
        (SweepKind.Join, _, _, false) => new(
            &SweepLanes128.JoinThree<PlainSweep>,
            &SweepLanes128.JoinThree<FirstSweep>,
            &SweepLanes128.JoinThree<MarginSweep>,
            &SweepLanes128.JoinThree<PlainStreamingSweep>,
            &SweepLanes128.JoinThree<FirstStreamingSweep>,
            &SweepLanes128.JoinThree<MarginStreamingSweep>,
            &SweepLanes128.JoinThree<CarefulSweep>),
        (SweepKind.Delay, _, _, false) => new(
            &SweepLanes128.Delay<PlainSweep>,
            &SweepLanes128.Delay<FirstSweep>,
            &SweepLanes128.Delay<MarginSweep>,
            &SweepLanes128.Delay<PlainStreamingSweep>,
            &SweepLanes128.Delay<FirstStreamingSweep>,
            &SweepLanes128.Delay<MarginStreamingSweep>,
            &SweepLanes128.Delay<CarefulSweep>),
        (SweepKind.Window, _, true, false) => new(
            &SweepLanes128.Window<PlainSweep>,
            &SweepLanes128.Window<FirstSweep>,
            &SweepLanes128.Window<MarginSweep>,
            &SweepLanes128.Window<PlainStreamingSweep>,
            &SweepLanes128.Window<FirstStreamingSweep>,
            &SweepLanes128.Window<MarginStreamingSweep>,
            &SweepLanes128.Window<CarefulSweep>),
        (SweepKind.Window, _, false, false) => new(
            &SweepLanes128.Running<PlainSweep>,
            &SweepLanes128.Running<FirstSweep>,
            &SweepLanes128.Running<MarginSweep>,
            &SweepLanes128.Running<PlainStreamingSweep>,
            &SweepLanes128.Running<FirstStreamingSweep>,
            &SweepLanes128.Running<MarginStreamingSweep>,
            &SweepLanes128.Running<CarefulSweep>),
        (_, _, true, false) => new(
            &SweepLanes128.Reach<PlainSweep>,
            &SweepLanes128.Reach<FirstSweep>,
            &SweepLanes128.Reach<MarginSweep>,
            &SweepLanes128.Reach<PlainStreamingSweep>,
            &SweepLanes128.Reach<FirstStreamingSweep>,
            &SweepLanes128.Reach<MarginStreamingSweep>,
            &SweepLanes128.Reach<CarefulSweep>),
        (_, _, false, false) => new(
            &SweepLanes128.RunningReach<PlainSweep>,
            &SweepLanes128.RunningReach<FirstSweep>,
            &SweepLanes128.RunningReach<MarginSweep>,
            &SweepLanes128.RunningReach<PlainStreamingSweep>,
            &SweepLanes128.RunningReach<FirstStreamingSweep>,
            &SweepLanes128.RunningReach<MarginStreamingSweep>,
            &SweepLanes128.RunningReach<CarefulSweep>),
    };

    /// <summary>The kernel for finite numbers.</summary>
    /// <param name="stage">The stage, its operands that are not plain first.</param>
    /// <param name="isStreaming">Whether it writes past the caches.</param>
    public delegate*<ref SweepStep, void> Fast(SweepStage stage, bool isStreaming)
    {
        int others = stage.NotPlain;
        return others == 0 ? (isStreaming ? _plainStreaming : _plain)
            : others == 1 && stage.Kind != SweepKind.Reach ? (isStreaming ? _firstStreaming : _first)
            : isStreaming ? _marginStreaming
            : _margin;
    }
}
