using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Threading;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Differential;

/// <summary>The kernel that is also printed as one loop: it is faster only while the JIT inlines all of it.</summary>
public class OneLoopTests
{
    [Fact]
    public void TheQuadrupedFitsAndTheLargestDoNot()
    {
        Assert.True(PlanOf("VelocityReward").FitsOneLoop);
        Assert.False(PlanOf("LongVectors").FitsOneLoop);
        Assert.True(Corpus.All.Count(static s => KernelPlan.Create(s.Step).FitsOneLoop) >= 20);
    }

    [Fact]
    public void TheJitInlinesAllOfIt()
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            // The loop is printed for sixteen environments at a time only.
            return;
        }

        using var inlining = new Inlining();
        CorpusSpec spec = Corpus.Compile([Corpus.SourceOf("VelocityReward"), Corpus.SourceOf("Thigh")]).Single(static s => s.Type.Name == "VelocityReward");
        Differential.Run(spec, 16, 1, 1, EvaluatorOptions.Default, 0, compareScalar: false);
        Assert.True(SpinWait.SpinUntil(() => inlining.Done.Count > 100, TimeSpan.FromSeconds(20)), $"{inlining.Done.Count} inlined");
        Assert.Empty(inlining.Failed);
    }

    private static KernelPlan PlanOf(string name) => KernelPlan.Create(Corpus.All.First(s => s.Type.Name == name).Step);

    /// <summary>What the JIT says about the loops that it compiles.</summary>
    private sealed class Inlining : EventListener
    {
        private const EventKeywords JitTracing = (EventKeywords)0x1000;

        public ConcurrentQueue<string> Done { get; } = [];

        public ConcurrentQueue<string> Failed { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, JitTracing);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // Events may come before the constructor has run.
            if (Done is null || Failed is null || eventData.PayloadNames is not { } names || eventData.Payload is not { } payload || names.IndexOf("MethodBeingCompiledName") is not (>= 0 and { } method)
                || payload[method] as string != "Whole")
            {
                return;
            }

            string inlinee = (string)payload[names.IndexOf("InlineeName")]!;
            if (eventData.EventName == "MethodJitInliningSucceeded")
            {
                Done.Enqueue(inlinee);
            }
            else if (eventData.EventName == "MethodJitInliningFailed" && ((string)payload[names.IndexOf("FailReason")]!).Contains("locals", StringComparison.Ordinal))
            {
                Failed.Enqueue(inlinee);
            }
        }
    }
}
