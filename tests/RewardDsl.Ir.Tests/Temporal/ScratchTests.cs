using System; using System.Diagnostics; using RewardDsl.Ir; using Xunit; using Xunit.Abstractions;
namespace RewardDsl.Ir.Tests.Temporal;
public sealed class ScratchTests(ITestOutputHelper o) {
 [Fact] public void Sizes() {
  foreach (string t in new[]{"F a","G a","a U b","a W b","G (a -> F b)","G F a","F (a & F (b & F c))","F a & F b & F c","F a & F b & F c & F d & F e","!a U b","G (a -> X b)","G (a -> F[0,50] b)","G (a -> F[0,200] b)","G (a -> F[0,1000] b)","F[0,200] G[0,20] a","F[0,50] G[0,20] a", "F[0,200] G[0,20] a & G b & (c -> F[0,50] d)","G (a -> F[5,10] b)","G (a -> F[1,10] b)","G (a -> F[1,20] b)","O[0,50] a","G (a -> O[0,50] b)","G (a -> H[0,20] b)","a S b","G (a -> (!b S c))","H[5,10] a","F G[0,50] a","G F[0,50] a","G F[0,10] a & G F[0,10] b & G F[0,10] c","G (a -> F[0,50] b) & G (c -> F[0,50] d)","G (a -> (b U[0,20] c))","F (a & X (!b U c))","G (a -> F[0,10] G[0,10] b)","G (O a -> F b)","O (F a & Y b)","(a U b) U (c U d)","G (a -> X[3] b)","G (a -> F (b & F[0,10] c))", "G ((a -> F b) & (c -> F d))", "G (a & b | c -> F (d & !e))","G[0,5000] a","F[0,10] (a & F[0,10] (b & F[0,10] c))","G (a -> F[0,8] (b & F[0,8] c))"}) {
   var w = Stopwatch.StartNew();
   var f = RandomFormulas.Parse(t);
   var a = TemporalAutomaton.Build(f, new AutomatonOptions{MaxStates=8192}, out var p);
   double ms = w.Elapsed.TotalMilliseconds;
   o.WriteLine(t + ": " + (a is null ? p!.Message : a.StateCount + " states, " + a.ClassCount + " classes") + " " + ms.ToString("F1", System.Globalization.CultureInfo.InvariantCulture) + " ms");
  } } }
