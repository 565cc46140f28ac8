using System;
using System.Linq;
using QuadrupedVelocity;

if (args.Length > 0)
{
    Console.Error.WriteLine("""
        Pays one step of many quadrupeds by the reward of VelocityReward.cs and compares it with expected values, for four
        layouts of the simulator's memory. Takes no arguments.

        Exit code: 0 everything is as expected, 1 something differs, 2 the arguments are wrong.
        """);
    return 2;
}

const int Shown = 4096;
Report.Prepare();
Check[] checks = [.. Golden.All.SelectMany(Check.AllLayouts)];
Report.ShowChecks(checks);
Report.ShowTerms(checks.First(check => check.Golden.Count == Shown).Paid);

var workload = new Workload(Shown);
Report.ShowTimes(Shown, [.. Layout.All(workload).Select(layout => (layout.Name, Timing.NanosecondsPerStep(workload, layout)))]);

if (checks.Any(check => check.Differences.Count > 0))
{
    Console.Error.WriteLine("The reward does not pay what it must.");
    return 1;
}

return 0;
