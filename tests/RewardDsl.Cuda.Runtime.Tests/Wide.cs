namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>More signals than the argument of a kernel has room for.</summary>
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Wide
{
    [Signal(0, 1)] public float X0 { get; init; } [Signal(0, 1)] public float X1 { get; init; } [Signal(0, 1)] public float X2 { get; init; } [Signal(0, 1)] public float X3 { get; init; }
    [Signal(0, 1)] public float X4 { get; init; } [Signal(0, 1)] public float X5 { get; init; } [Signal(0, 1)] public float X6 { get; init; } [Signal(0, 1)] public float X7 { get; init; }
    [Signal(0, 1)] public float X8 { get; init; } [Signal(0, 1)] public float X9 { get; init; } [Signal(0, 1)] public float X10 { get; init; } [Signal(0, 1)] public float X11 { get; init; }
    [Signal(0, 1)] public float X12 { get; init; } [Signal(0, 1)] public float X13 { get; init; } [Signal(0, 1)] public float X14 { get; init; } [Signal(0, 1)] public float X15 { get; init; }
    [Signal(0, 1)] public float X16 { get; init; } [Signal(0, 1)] public float X17 { get; init; } [Signal(0, 1)] public float X18 { get; init; } [Signal(0, 1)] public float X19 { get; init; }
    [Signal(0, 1)] public float X20 { get; init; } [Signal(0, 1)] public float X21 { get; init; } [Signal(0, 1)] public float X22 { get; init; } [Signal(0, 1)] public float X23 { get; init; }
    [Signal(0, 1)] public float X24 { get; init; } [Signal(0, 1)] public float X25 { get; init; } [Signal(0, 1)] public float X26 { get; init; } [Signal(0, 1)] public float X27 { get; init; }
    [Signal(0, 1)] public float X28 { get; init; } [Signal(0, 1)] public float X29 { get; init; } [Signal(0, 1)] public float X30 { get; init; } [Signal(0, 1)] public float X31 { get; init; }
    [Signal(0, 1)] public float X32 { get; init; } [Signal(0, 1)] public float X33 { get; init; } [Signal(0, 1)] public float X34 { get; init; } [Signal(0, 1)] public float X35 { get; init; }
    [Signal(0, 1)] public float X36 { get; init; } [Signal(0, 1)] public float X37 { get; init; } [Signal(0, 1)] public float X38 { get; init; } [Signal(0, 1)] public float X39 { get; init; }
    [Signal(0, 1)] public float X40 { get; init; } [Signal(0, 1)] public float X41 { get; init; } [Signal(0, 1)] public float X42 { get; init; } [Signal(0, 1)] public float X43 { get; init; }
    [Signal(0, 1)] public float X44 { get; init; } [Signal(0, 1)] public float X45 { get; init; } [Signal(0, 1)] public float X46 { get; init; } [Signal(0, 1)] public float X47 { get; init; }
    [Signal(0, 1)] public float X48 { get; init; } [Signal(0, 1)] public float X49 { get; init; } [Signal(0, 1)] public float X50 { get; init; } [Signal(0, 1)] public float X51 { get; init; }
    [Signal(0, 1)] public float X52 { get; init; } [Signal(0, 1)] public float X53 { get; init; } [Signal(0, 1)] public float X54 { get; init; } [Signal(0, 1)] public float X55 { get; init; }
    [Signal(0, 1)] public float X56 { get; init; } [Signal(0, 1)] public float X57 { get; init; } [Signal(0, 1)] public float X58 { get; init; } [Signal(0, 1)] public float X59 { get; init; }
    [Signal(0, 1)] public float X60 { get; init; } [Signal(0, 1)] public float X61 { get; init; } [Signal(0, 1)] public float X62 { get; init; } [Signal(0, 1)] public float X63 { get; init; }
    [Signal(0, 1)] public float X64 { get; init; } [Signal(0, 1)] public float X65 { get; init; } [Signal(0, 1)] public float X66 { get; init; } [Signal(0, 1)] public float X67 { get; init; }
    [Signal(0, 1)] public float X68 { get; init; } [Signal(0, 1)] public float X69 { get; init; } [Signal(0, 1)] public float X70 { get; init; } [Signal(0, 1)] public float X71 { get; init; }
    [Signal(0, 1)] public float X72 { get; init; } [Signal(0, 1)] public float X73 { get; init; } [Signal(0, 1)] public float X74 { get; init; } [Signal(0, 1)] public float X75 { get; init; }
    [Signal(0, 1)] public float X76 { get; init; } [Signal(0, 1)] public float X77 { get; init; } [Signal(0, 1)] public float X78 { get; init; } [Signal(0, 1)] public float X79 { get; init; }
    [Signal(0, 1)] public float X80 { get; init; } [Signal(0, 1)] public float X81 { get; init; } [Signal(0, 1)] public float X82 { get; init; } [Signal(0, 1)] public float X83 { get; init; }
    [Signal(0, 1)] public float X84 { get; init; } [Signal(0, 1)] public float X85 { get; init; } [Signal(0, 1)] public float X86 { get; init; } [Signal(0, 1)] public float X87 { get; init; }
    [Signal(0, 1)] public float X88 { get; init; } [Signal(0, 1)] public float X89 { get; init; } [Signal(0, 1)] public float X90 { get; init; } [Signal(0, 1)] public float X91 { get; init; }
    [Signal(0, 1)] public float X92 { get; init; } [Signal(0, 1)] public float X93 { get; init; } [Signal(0, 1)] public float X94 { get; init; } [Signal(0, 1)] public float X95 { get; init; }
    [Signal(0, 1)] public float X96 { get; init; } [Signal(0, 1)] public float X97 { get; init; } [Signal(0, 1)] public float X98 { get; init; } [Signal(0, 1)] public float X99 { get; init; }
    [Signal(0, 1)] public float X100 { get; init; } [Signal(0, 1)] public float X101 { get; init; } [Signal(0, 1)] public float X102 { get; init; } [Signal(0, 1)] public float X103 { get; init; }
    [Signal(0, 1)] public float X104 { get; init; } [Signal(0, 1)] public float X105 { get; init; } [Signal(0, 1)] public float X106 { get; init; } [Signal(0, 1)] public float X107 { get; init; }
    [Signal(0, 1)] public float X108 { get; init; } [Signal(0, 1)] public float X109 { get; init; } [Signal(0, 1)] public float X110 { get; init; } [Signal(0, 1)] public float X111 { get; init; }
    [Signal(0, 1)] public float X112 { get; init; } [Signal(0, 1)] public float X113 { get; init; } [Signal(0, 1)] public float X114 { get; init; } [Signal(0, 1)] public float X115 { get; init; }
    [Signal(0, 1)] public float X116 { get; init; } [Signal(0, 1)] public float X117 { get; init; } [Signal(0, 1)] public float X118 { get; init; } [Signal(0, 1)] public float X119 { get; init; }
    [Signal(0, 1)] public float X120 { get; init; } [Signal(0, 1)] public float X121 { get; init; } [Signal(0, 1)] public float X122 { get; init; } [Signal(0, 1)] public float X123 { get; init; }

    [Term(1)] float Sum => X0 + X1 + X2 + X3 + X4 + X5 + X6 + X7 + X8 + X9 + X10 + X11 + X12 + X13 + X14 + X15
        + X16 + X17 + X18 + X19 + X20 + X21 + X22 + X23 + X24 + X25 + X26 + X27 + X28 + X29 + X30 + X31
        + X32 + X33 + X34 + X35 + X36 + X37 + X38 + X39 + X40 + X41 + X42 + X43 + X44 + X45 + X46 + X47
        + X48 + X49 + X50 + X51 + X52 + X53 + X54 + X55 + X56 + X57 + X58 + X59 + X60 + X61 + X62 + X63
        + X64 + X65 + X66 + X67 + X68 + X69 + X70 + X71 + X72 + X73 + X74 + X75 + X76 + X77 + X78 + X79
        + X80 + X81 + X82 + X83 + X84 + X85 + X86 + X87 + X88 + X89 + X90 + X91 + X92 + X93 + X94 + X95
        + X96 + X97 + X98 + X99 + X100 + X101 + X102 + X103 + X104 + X105 + X106 + X107 + X108 + X109 + X110 + X111
        + X112 + X113 + X114 + X115 + X116 + X117 + X118 + X119 + X120 + X121 + X122 + X123;
}
