using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace RewardDsl;

/// <summary>
/// The stages of a sweep, on two vectors of trajectories at a time. Windows are van Herk's (1992) and Gil and Werman's (1993) as a stream: a
/// ring of as many rows as the window has steps takes in the current round, and the round before lies behind the current
/// position as the smallest values from each row to its last; three minima a step, whatever the window is.
/// The build compiles this file once more for the other vector width, with that width's digits in place of this one's: keep the digits
/// out of everything else here.
/// </summary>
internal static unsafe class SweepLanes128
{
    /// <summary>Trajectories that are worked on at a time.</summary>
    private static int Pair => 2 * V.Count;

    /// <summary>Whether margins are not all finite numbers; those of trajectories that have ended do not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Scan(in SweepStep step)
    {
        V seen = V.Zero;
        for (int c = 0; c < step.Width; c += V.Count)
        {
            float* a = step.A.Address + c;
            int time = step.Time;
            for (int k = step.Count; k > 0; k--)
            {
                seen = Watch(seen, Keep(Vector128.Load(a), V.Zero, step.Ends + c, time));
                time--;
                a += step.A.Stride;
            }
        }

        return !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>Its operand at each step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void JoinOne<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V seen = V.Zero;
        V aScale = Vector128.Create(step.A.Scale);
        V aBias = Vector128.Create(step.A.Bias);
        V aWatch = Vector128.Create(step.A.Watch).AsSingle();
        nint aStride = step.A.Stride;
        nint aAhead = step.A.Ahead;
        nint outputStride = step.OutputStride;
        for (int c = 0; c < step.Width; c += Pair)
        {
            float* a = step.A.Address + c;
            float* y = step.Output + c;
            for (int k = step.Count; k > 0; k--)
            {
                V a0 = Vector128.Load(a);
                V a1 = Vector128.Load(a + V.Count);
                if (TMode.WatchesFirst)
                {
                    seen = Watch(Watch(seen, a0 & aWatch), a1 & aWatch);
                    Fetch(a + aAhead);
                }

                a0 = First<TMode>(a0, aScale, aBias);
                a1 = First<TMode>(a1, aScale, aBias);
                Store<TMode>(y, a0 ^ sign, a1 ^ sign);
                a += aStride;
                y += outputStride;
            }
        }

        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>The smaller of two operands at each step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void JoinTwo<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V seen = V.Zero;
        V aScale = Vector128.Create(step.A.Scale);
        V aBias = Vector128.Create(step.A.Bias);
        V aWatch = Vector128.Create(step.A.Watch).AsSingle();
        nint aStride = step.A.Stride;
        nint aAhead = step.A.Ahead;
        V bScale = Vector128.Create(step.B.Scale);
        V bBias = Vector128.Create(step.B.Bias);
        V bWatch = Vector128.Create(step.B.Watch).AsSingle();
        nint bStride = step.B.Stride;
        nint bAhead = step.B.Ahead;
        nint outputStride = step.OutputStride;
        for (int c = 0; c < step.Width; c += Pair)
        {
            float* a = step.A.Address + c;
            float* b = step.B.Address + c;
            float* y = step.Output + c;
            for (int k = step.Count; k > 0; k--)
            {
                V a0 = Vector128.Load(a);
                V a1 = Vector128.Load(a + V.Count);
                if (TMode.WatchesFirst)
                {
                    seen = Watch(Watch(seen, a0 & aWatch), a1 & aWatch);
                    Fetch(a + aAhead);
                }

                V b0 = Vector128.Load(b);
                V b1 = Vector128.Load(b + V.Count);
                if (TMode.WatchesAll)
                {
                    seen = Watch(Watch(seen, b0 & bWatch), b1 & bWatch);
                    Fetch(b + bAhead);
                }

                V y0 = Min<TMode>(First<TMode>(a0, aScale, aBias), Other<TMode>(b0, bScale, bBias));
                V y1 = Min<TMode>(First<TMode>(a1, aScale, aBias), Other<TMode>(b1, bScale, bBias));
                Store<TMode>(y, y0 ^ sign, y1 ^ sign);
                a += aStride;
                b += bStride;
                y += outputStride;
            }
        }

        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>The smallest of three operands at each step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void JoinThree<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V seen = V.Zero;
        V aScale = Vector128.Create(step.A.Scale);
        V aBias = Vector128.Create(step.A.Bias);
        V aWatch = Vector128.Create(step.A.Watch).AsSingle();
        nint aStride = step.A.Stride;
        nint aAhead = step.A.Ahead;
        V bScale = Vector128.Create(step.B.Scale);
        V bBias = Vector128.Create(step.B.Bias);
        V bWatch = Vector128.Create(step.B.Watch).AsSingle();
        nint bStride = step.B.Stride;
        nint bAhead = step.B.Ahead;
        V dScale = Vector128.Create(step.C.Scale);
        V dBias = Vector128.Create(step.C.Bias);
        V dWatch = Vector128.Create(step.C.Watch).AsSingle();
        nint dStride = step.C.Stride;
        nint dAhead = step.C.Ahead;
        nint outputStride = step.OutputStride;
        for (int c = 0; c < step.Width; c += Pair)
        {
            float* a = step.A.Address + c;
            float* b = step.B.Address + c;
            float* d = step.C.Address + c;
            float* y = step.Output + c;
            for (int k = step.Count; k > 0; k--)
            {
                V a0 = Vector128.Load(a);
                V a1 = Vector128.Load(a + V.Count);
                if (TMode.WatchesFirst)
                {
                    seen = Watch(Watch(seen, a0 & aWatch), a1 & aWatch);
                    Fetch(a + aAhead);
                }

                V b0 = Vector128.Load(b);
                V b1 = Vector128.Load(b + V.Count);
                if (TMode.WatchesAll)
                {
                    seen = Watch(Watch(seen, b0 & bWatch), b1 & bWatch);
                    Fetch(b + bAhead);
                }

                V d0 = Vector128.Load(d);
                V d1 = Vector128.Load(d + V.Count);
                if (TMode.WatchesAll)
                {
                    seen = Watch(Watch(seen, d0 & dWatch), d1 & dWatch);
                    Fetch(d + dAhead);
                }

                V y0 = Min<TMode>(Min<TMode>(First<TMode>(a0, aScale, aBias), Other<TMode>(b0, bScale, bBias)), Other<TMode>(d0, dScale, dBias));
                V y1 = Min<TMode>(Min<TMode>(First<TMode>(a1, aScale, aBias), Other<TMode>(b1, bScale, bBias)), Other<TMode>(d1, dScale, dBias));
                Store<TMode>(y, y0 ^ sign, y1 ^ sign);
                a += aStride;
                b += bStride;
                d += dStride;
                y += outputStride;
            }
        }

        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>The smallest of all steps so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Running<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V scale = Vector128.Create(step.A.Scale);
        V bias = Vector128.Create(step.A.Bias);
        V watch = Vector128.Create(step.A.Watch).AsSingle();
        V seen = V.Zero;
        nint ahead = step.A.Ahead;
        nint stride = step.A.Stride;
        nint outputStride = step.OutputStride;
        for (int c = 0; c < step.Width; c += Pair)
        {
            float* a = step.A.Address + c;
            float* y = step.Output + c;
            V r0 = step.HasBegun ? Vector128.Load(step.State + c) : Vector128.Create(float.PositiveInfinity);
            V r1 = step.HasBegun ? Vector128.Load(step.State + c + V.Count) : Vector128.Create(float.PositiveInfinity);
            int time = step.Time;
            for (int k = step.Count; k > 0; k--)
            {
                V x0 = Vector128.Load(a);
                V x1 = Vector128.Load(a + V.Count);
                if (TMode.WatchesFirst)
                {
                    seen = Watch(Watch(seen, x0 & watch), x1 & watch);
                    Fetch(a + ahead);
                }

                x0 = First<TMode>(x0, scale, bias);
                x1 = First<TMode>(x1, scale, bias);
                if (TMode.IsCareful)
                {
                    x0 = Keep(x0, Vector128.Create(float.PositiveInfinity), step.Ends + c, time);
                    x1 = Keep(x1, Vector128.Create(float.PositiveInfinity), step.Ends + c + V.Count, time);
                    time--;
                }

                r0 = Min<TMode>(r0, x0);
                r1 = Min<TMode>(r1, x1);
                Store<TMode>(y, r0 ^ sign, r1 ^ sign);
                a += stride;
                y += outputStride;
            }

            r0.Store(step.State + c);
            r1.Store(step.State + c + V.Count);
        }

        step.HasBegun = true;
        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>The smallest of the last steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Window<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V scale = Vector128.Create(step.A.Scale);
        V bias = Vector128.Create(step.A.Bias);
        V watch = Vector128.Create(step.A.Watch).AsSingle();
        V seen = V.Zero;
        nint ahead = step.A.Ahead;
        V none = Vector128.Create(float.PositiveInfinity);
        nint stride = step.A.Stride;
        nint outputStride = step.OutputStride;
        nint row = step.Width;
        int position = step.Position;
        bool hasRound = step.HasRound;
        for (int c = 0; c < step.Width; c += Pair)
        {
            float* a = step.A.Address + c;
            float* y = step.Output + c;
            float* ring = step.Ring + c;
            V r0 = step.Position != 0 ? Vector128.Load(step.State + c) : none;
            V r1 = step.Position != 0 ? Vector128.Load(step.State + c + V.Count) : none;
            int time = step.Time;
            int remaining = step.Remaining;
            position = step.Position;
            hasRound = step.HasRound;
            for (int left = step.Count; left > 0;)
            {
                int run = System.Math.Min(left, step.Length - position);
                float* s = ring + (position * row);
                if (TMode.IsCareful || !hasRound)
                {
                    for (int k = run; k > 0; k--)
                    {
                        V x0 = Vector128.Load(a);
                        V x1 = Vector128.Load(a + V.Count);
                        if (TMode.WatchesFirst)
                        {
                            seen = Watch(Watch(seen, x0 & watch), x1 & watch);
                            Fetch(a + ahead);
                        }

                        x0 = First<TMode>(x0, scale, bias);
                        x1 = First<TMode>(x1, scale, bias);
                        if (TMode.IsCareful)
                        {
                            x0 = Keep(x0, none, step.Ends + c, time);
                            x1 = Keep(x1, none, step.Ends + c + V.Count, time);
                            time--;
                        }

                        r0 = Min<TMode>(r0, x0);
                        r1 = Min<TMode>(r1, x1);
                        V y0 = hasRound ? Min<TMode>(r0, Vector128.Load(s + row)) : r0;
                        V y1 = hasRound ? Min<TMode>(r1, Vector128.Load(s + row + V.Count)) : r1;
                        x0.Store(s);
                        x1.Store(s + V.Count);
                        Store<TMode>(y, y0 ^ sign, y1 ^ sign);
                        a += stride;
                        s += row;
                        y += outputStride;
                    }
                }
                else
                {
                    for (int k = run; k > 0; k--)
                    {
                        V x0 = Vector128.Load(a);
                        V x1 = Vector128.Load(a + V.Count);
                        if (TMode.WatchesFirst)
                        {
                            seen = Watch(Watch(seen, x0 & watch), x1 & watch);
                            Fetch(a + ahead);
                        }

                        x0 = First<TMode>(x0, scale, bias);
                        x1 = First<TMode>(x1, scale, bias);
                        r0 = Min<TMode>(r0, x0);
                        r1 = Min<TMode>(r1, x1);
                        V y0 = Min<TMode>(r0, Vector128.Load(s + row));
                        V y1 = Min<TMode>(r1, Vector128.Load(s + row + V.Count));
                        x0.Store(s);
                        x1.Store(s + V.Count);
                        Store<TMode>(y, y0 ^ sign, y1 ^ sign);
                        a += stride;
                        s += row;
                        y += outputStride;
                    }
                }

                left -= run;
                remaining -= run;
                position += run;
                if (position == step.Length)
                {
                    if (remaining > 0)
                    {
                        EndRound<TMode>(ring, step.Length, row);
                    }

                    position = 0;
                    hasRound = true;
                    r0 = r1 = none;
                }
            }

            r0.Store(step.State + c);
            r1.Store(step.State + c + V.Count);
        }

        step.Position = position;
        step.HasRound = hasRound;
        step.HasBegun = true;
        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>The value some steps ago.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Delay<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V scale = Vector128.Create(step.A.Scale);
        V bias = Vector128.Create(step.A.Bias);
        V watch = Vector128.Create(step.A.Watch).AsSingle();
        V seen = V.Zero;
        nint ahead = step.A.Ahead;
        V none = Vector128.Create(step.Missing);
        nint row = step.Width;
        int position = step.Position;
        bool hasRound = step.HasRound;
        for (int c = 0; c < step.Width; c += Pair)
        {
            float* a = step.A.Address + c;
            float* y = step.Output + c;
            int time = step.Time;
            position = step.Position;
            hasRound = step.HasRound;
            for (int left = step.Count; left > 0;)
            {
                int run = System.Math.Min(left, step.Length - position);
                float* s = step.Ring + c + (position * row);
                for (int k = run; k > 0; k--)
                {
                    V x0 = Vector128.Load(a);
                    V x1 = Vector128.Load(a + V.Count);
                    if (TMode.WatchesFirst)
                    {
                        seen = Watch(Watch(seen, x0 & watch), x1 & watch);
                        Fetch(a + ahead);
                    }

                    x0 = First<TMode>(x0, scale, bias);
                    x1 = First<TMode>(x1, scale, bias);
                    if (TMode.IsCareful)
                    {
                        x0 = Keep(x0, none, step.Ends + c, time);
                        x1 = Keep(x1, none, step.Ends + c + V.Count, time);
                        time--;
                    }

                    V y0 = hasRound ? Vector128.Load(s) : none;
                    V y1 = hasRound ? Vector128.Load(s + V.Count) : none;
                    x0.Store(s);
                    x1.Store(s + V.Count);
                    Store<TMode>(y, y0 ^ sign, y1 ^ sign);
                    a += step.A.Stride;
                    s += row;
                    y += step.OutputStride;
                }

                left -= run;
                position += run;
                if (position == step.Length)
                {
                    position = 0;
                    hasRound = true;
                }
            }
        }

        step.Position = position;
        step.HasRound = hasRound;
        step.HasBegun = true;
        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>Until over all steps so far: the larger of the right operand and, while the left one holds, the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunningReach<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V none = Vector128.Create(float.NegativeInfinity);
        V aScale = Vector128.Create(step.A.Scale);
        V aBias = Vector128.Create(step.A.Bias);
        V bScale = Vector128.Create(step.B.Scale);
        V bBias = Vector128.Create(step.B.Bias);
        V aWatch = Vector128.Create(step.A.Watch).AsSingle();
        V bWatch = Vector128.Create(step.B.Watch).AsSingle();
        V seen = V.Zero;
        for (int c = 0; c < step.Width; c += V.Count)
        {
            float* a = step.A.Address + c;
            float* b = step.B.Address + c;
            float* y = step.Output + c;
            V value = step.HasBegun ? Vector128.Load(step.State + c) : none;
            int time = step.Time;
            bool isFirst = !step.HasBegun;
            for (int k = step.Count; k > 0; k--)
            {
                V left = Vector128.Load(a);
                V right = Vector128.Load(b);
                if (TMode.WatchesAll)
                {
                    seen = Watch(Watch(seen, left & aWatch), right & bWatch);
                    Fetch(a + step.A.Ahead);
                    Fetch(b + step.B.Ahead);
                }

                left = Other<TMode>(left, aScale, aBias);
                right = Other<TMode>(right, bScale, bBias);
                V reached = Max<TMode>(right, Min<TMode>(left, value));

                // At its last step the left operand does not matter, even where it is no number.
                value = TMode.IsCareful ? (isFirst ? right : Keep(reached, right, step.Ends + c, time + 1)) : reached;
                StoreOne<TMode>(y, value ^ sign);
                isFirst = false;
                time--;
                a += step.A.Stride;
                b += step.B.Stride;
                y += step.OutputStride;
            }

            value.Store(step.State + c);
        }

        step.HasBegun = true;
        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>
    /// Until over the last steps, by rounds like <see cref="Window{TMode}"/>: steps in a row are the smallest of the left operand and the value of the whole,
    /// which join to longer ones.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reach<TMode>(ref SweepStep step)
        where TMode : struct, ISweepMode
    {
        V sign = Flip(step.Sign);
        V none = Vector128.Create(float.NegativeInfinity);
        V aScale = Vector128.Create(step.A.Scale);
        V aBias = Vector128.Create(step.A.Bias);
        V bScale = Vector128.Create(step.B.Scale);
        V bBias = Vector128.Create(step.B.Bias);
        V aWatch = Vector128.Create(step.A.Watch).AsSingle();
        V bWatch = Vector128.Create(step.B.Watch).AsSingle();
        V seen = V.Zero;
        nint row = step.Width;
        int position = step.Position;
        bool hasRound = step.HasRound;
        for (int c = 0; c < step.Width; c += V.Count)
        {
            float* a = step.A.Address + c;
            float* b = step.B.Address + c;
            float* y = step.Output + c;
            float* values = step.Ring + c;
            float* lefts = values + ((step.Length + 1) * row);
            V value = step.Position != 0 ? Vector128.Load(step.State + c) : none;
            V smallest = step.Position != 0 ? Vector128.Load(step.State + row + c) : -none;
            int time = step.Time;
            int remaining = step.Remaining;
            position = step.Position;
            hasRound = step.HasRound;
            for (int k = step.Count; k > 0; k--)
            {
                float* s = values + (position * row);
                V left = Vector128.Load(a);
                V right = Vector128.Load(b);
                if (TMode.WatchesAll)
                {
                    seen = Watch(Watch(seen, left & aWatch), right & bWatch);
                    Fetch(a + step.A.Ahead);
                    Fetch(b + step.B.Ahead);
                }

                left = Other<TMode>(left, aScale, aBias);
                right = Other<TMode>(right, bScale, bBias);
                V reached = Max<TMode>(right, Min<TMode>(left, value));
                V lowest = Min<TMode>(left, smallest);
                V result;
                if (TMode.IsCareful)
                {
                    value = position == 0 ? right : Keep(reached, right, step.Ends + c, time + 1);
                    smallest = position == 0 ? left : Keep(lowest, left, step.Ends + c, time + 1);

                    // Of the round before there may be nothing left in this window, or nothing may have been there yet.
                    result = hasRound && position + 1 < step.Length
                        ? Keep(Max<TMode>(value, Min<TMode>(smallest, Vector128.Load(s + row))), value, step.Ends + c, time + position + 1)
                        : value;
                }
                else
                {
                    value = reached;
                    smallest = lowest;
                    result = hasRound ? Max<TMode>(value, Min<TMode>(smallest, Vector128.Load(s + row))) : value;
                }

                right.Store(s);
                left.Store(lefts + (position * row));
                StoreOne<TMode>(y, result ^ sign);
                a += step.A.Stride;
                b += step.B.Stride;
                y += step.OutputStride;
                position++;
                remaining--;
                if (position == step.Length)
                {
                    if (remaining > 0)
                    {
                        EndReachRound<TMode>(values, lefts, step.Length, row, step.Ends + c, time);
                    }

                    position = 0;
                    hasRound = true;
                    value = none;
                    smallest = -none;
                }

                time--;
            }

            value.Store(step.State + c);
            smallest.Store(step.State + row + c);
        }

        step.Position = position;
        step.HasRound = hasRound;
        step.HasBegun = true;
        step.IsSuspect |= TMode.WatchesFirst && !Vector128.EqualsAll(seen, V.Zero);
    }

    /// <summary>Makes what lies past the end of its trajectory no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Blank(in SweepStep step)
    {
        V none = Vector128.Create(float.NaN);
        for (int c = 0; c < step.Width; c += V.Count)
        {
            float* y = step.Output + c;
            int time = step.Time;
            for (int k = step.Count; k > 0; k--)
            {
                Keep(Vector128.Load(y), none, step.Ends + c, time).Store(y);
                time--;
                y += step.OutputStride;
            }
        }
    }

    // From each row of the ring the smallest up to the last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndRound<TMode>(float* ring, int length, nint row)
        where TMode : struct, ISweepMode
    {
        float* s = ring + ((length - 1) * row);
        V x0 = Vector128.Load(s);
        V x1 = Vector128.Load(s + V.Count);
        for (int j = length - 1; j > 0; j--)
        {
            s -= row;
            x0 = Min<TMode>(x0, Vector128.Load(s));
            x1 = Min<TMode>(x1, Vector128.Load(s + V.Count));
            x0.Store(s);
            x1.Store(s + V.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndReachRound<TMode>(float* values, float* lefts, int length, nint row, int* ends, int time)
        where TMode : struct, ISweepMode
    {
        V value = Vector128.Load(values + ((length - 1) * row));
        V smallest = Vector128.Load(lefts + ((length - 1) * row));
        for (int j = length - 2; j >= 0; j--)
        {
            time++;
            V reached = Max<TMode>(value, Min<TMode>(smallest, Vector128.Load(values + (j * row))));
            V lowest = Min<TMode>(smallest, Vector128.Load(lefts + (j * row)));

            // What comes after the end of a trajectory adds nothing to it.
            value = TMode.IsCareful ? Keep(reached, value, ends, time) : reached;
            smallest = TMode.IsCareful ? Keep(lowest, smallest, ends, time) : lowest;
            value.Store(values + (j * row));
        }
    }

    // The first operand; plain ones are what other stages wrote just as it is needed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V First<TMode>(V x, V scale, V bias)
        where TMode : struct, ISweepMode => TMode.WatchesFirst || TMode.IsCareful ? Vector128.MultiplyAddEstimate(x, scale, bias) : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Other<TMode>(V x, V scale, V bias)
        where TMode : struct, ISweepMode => TMode.WatchesAll || TMode.IsCareful ? Vector128.MultiplyAddEstimate(x, scale, bias) : x;

    // Zero as long as all numbers are finite: zero times anything else is no number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Watch(V seen, V x) => Vector128.MultiplyAddEstimate(x, V.Zero, seen);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(float* p)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(p);
            Sse.Prefetch0(p + Pair - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Flip(float sign) => sign < 0 ? Vector128.Create(-0f) : V.Zero;

    // The first value before the end of the trajectory, the second from there on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Keep(V x, V otherwise, int* ends, int time) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(Vector128.Load(ends), Vector128.Create(time)).AsSingle(), x, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Min<TMode>(V a, V b)
        where TMode : struct, ISweepMode => TMode.IsCareful ? Vector128.Min(a, b) : Vector128.MinNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Max<TMode>(V a, V b)
        where TMode : struct, ISweepMode => TMode.IsCareful ? Vector128.Max(a, b) : Vector128.MaxNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TMode>(float* y, V y0, V y1)
        where TMode : struct, ISweepMode
    {
        if (TMode.IsStreaming)
        {
            y0.StoreAlignedNonTemporal(y);
            y1.StoreAlignedNonTemporal(y + V.Count);
        }
        else
        {
            y0.Store(y);
            y1.Store(y + V.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreOne<TMode>(float* y, V value)
        where TMode : struct, ISweepMode
    {
        if (TMode.IsStreaming)
        {
            value.StoreAlignedNonTemporal(y);
        }
        else
        {
            value.Store(y);
        }
    }
}
