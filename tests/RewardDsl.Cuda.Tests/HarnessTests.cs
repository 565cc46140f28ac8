using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Differential;
using RewardDsl.Generators;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Cuda.Tests;

/// <summary>The harness sees mistakes: planted ones of each kind that it is there for.</summary>
public sealed class HarnessTests
{
    [CompiledFact]
    public async Task AnotherProgram_IsSeen()
    {
        TestSpec spec = Devices.Simple;
        Instruction[] code = [.. spec.Step.Code];
        int add = Array.FindIndex(code, static c => c.Op == Opcode.Add);
        code[add] = code[add] with { Op = Opcode.Sub };
        TestSpec wrong = spec with { Step = spec.Step with { Code = code.ToEquatableArray() } };
        using var device = new DeviceProcess(await Devices.Plain);
        Assert.Throws<DifferenceException>(() => new Episodes(device, spec.Name, wrong, InputForm.Plain(spec)).Run(5, 2, seed: 1, edgeShare: 0));
    }

    [CompiledFact]
    public async Task ThreadThatLeavesItsWarp_IsReported()
    {
        using var device = new DeviceProcess(await Devices.Plain);
        var episodes = new Episodes(device, Devices.Divergent, Devices.Simple, InputForm.Plain(Devices.Simple));
        DeviceException ended = Assert.Throws<DeviceException>(() => episodes.Run(64, 2, seed: 1, edgeShare: 0));
        Assert.Contains("do not meet", ended.Message, StringComparison.Ordinal);
    }

    [CompiledFact]
    public async Task ReadBehindTheRows_IsReported()
    {
        // The second row lies where the first should, and the last one behind the end.
        TestSpec spec = TestSpec.Corpus.First(static s => s.Step.Inputs.Count > 0 && s.Step.Inputs[0].Storage == InputStorage.Float32 && InputForm.Mixed(s)[0].Kind == 2);
        using var device = new DeviceProcess(await Devices.Checked);
        var episodes = new Episodes(device, spec.Name, spec, InputForm.Mixed(spec));
        episodes.ReadElsewhere(0);
        DeviceException ended = Assert.Throws<DeviceException>(() => episodes.ReadElsewhere(InputForm.Mixed(spec)[0].RowStride * sizeof(float)));
        Assert.Contains("heap-buffer-overflow", ended.Message, StringComparison.Ordinal);
    }

    [CompiledFact]
    public async Task RowsOffTheirAddresses_AreReported()
    {
        // Four floats at once from an address that is no multiple of 16.
        TestSpec spec = TestSpec.Corpus.First(static s => s.Step.Inputs.Count > 0 && InputForm.Mixed(s)[0].Kind == 1 && s.Step.Code.Any(static c => c.Op == Opcode.Input && c.Immediate == 0));
        using var device = new DeviceProcess(await Devices.Checked);
        DeviceException ended = Assert.Throws<DeviceException>(() => new Episodes(device, spec.Name, spec, InputForm.Mixed(spec)).ReadElsewhere(-4));
        Assert.Contains("misaligned", ended.Message, StringComparison.Ordinal);
    }
}
