#!/usr/bin/env bash
# Packs RewardDsl, RewardDsl.Cuda and RewardDsl.Tool and uses the packed files as users do: the squiggle, the fix, the kernel and the
# tool must come out of them. Nothing of the repository reaches the consumers; they are built in a copy elsewhere.
#
# The listings of the packages are compared with *.entries.txt. To accept a change:
#   REWARDDSL_UPDATE_SNAPSHOTS=1 bash tests/Package/check.sh
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "package: $1" >&2; [ -z "${2:-}" ] || cat "$2" >&2; exit 1; }
quietly() { "$@" > "$work/log" 2>&1 || fail "failed: $*" "$work/log"; }
reports() { grep -qE "$1" "$work/log" || fail "not reported: $1" "$work/log"; }

# The solution has exactly these packages.
quietly dotnet pack "$root" -c Release -o "$work/feed" -v q -nologo
packed=$(cd "$work/feed" && ls | sed -E 's/\.[0-9].*//' | paste -sd ' ')
[ "$packed" = "RewardDsl RewardDsl.Cuda RewardDsl.Tool" ] || fail "dotnet pack made: $packed"

for id in RewardDsl RewardDsl.Cuda RewardDsl.Tool; do
  mkdir "$work/$id"
  unzip -q "$work/feed/$id".[0-9]*.nupkg -d "$work/$id"
  (cd "$work/$id" && find . -type f) | sed -E 's|^\./||; s|[^/]+\.psmdcp$|*.psmdcp|' | LC_ALL=C sort > "$work/entries"
  if [ "${REWARDDSL_UPDATE_SNAPSHOTS:-}" = 1 ]; then cp "$work/entries" "$here/$id.entries.txt"; fi
  diff -u "$here/$id.entries.txt" "$work/entries" > "$work/log" ||
    fail "$id holds other files than tests/Package/$id.entries.txt says (REWARDDSL_UPDATE_SNAPSHOTS=1 accepts them):" "$work/log"

  # What a feed shows of it. No dependency: the library needs the framework only, the tool brings what it needs, and the CUDA part needs the library.
  for wanted in '<license type="expression">MIT<' '<readme>README.md<' '<description>.' '<projectUrl>https://' '<repository type="git" url="https://'; do
    grep -q "$wanted" "$work/$id/$id.nuspec" || fail "$id has no $wanted" "$work/$id/$id.nuspec"
  done
  needs=$(sed -nE 's/.*<dependency id="([^"]*)".*/\1/p' "$work/$id/$id.nuspec" | paste -sd ' ')
  [ "$needs" = "$([ "$id" = RewardDsl.Cuda ] && echo RewardDsl || true)" ] || fail "$id depends on: $needs" "$work/$id/$id.nuspec"
done
grep -q 'M:RewardDsl.RewardMath.Exp(System.Single)' "$work"/RewardDsl/lib/*/RewardDsl.xml || fail "the documentation of RewardMath is missing"

# The bytes do not depend on where they were built. What git knows of the sources is in the bytes too.
mkdir -p "$work/elsewhere/src"
cp "$root"/Directory.*.props "$root/global.json" "$root/.editorconfig" "$root/.gitignore" "$work/elsewhere"
cp -r "$root/src/RewardDsl.Ir" "$root/src/Shared" "$work/elsewhere/src"
commit=$(sed -nE 's/.* commit="([^"]*)".*/\1/p' "$work/RewardDsl/RewardDsl.nuspec")
if [ -n "$commit" ]; then
  mkdir -p "$work/elsewhere/.git/objects" "$work/elsewhere/.git/refs"
  echo "$commit" > "$work/elsewhere/.git/HEAD"
fi
quietly dotnet build "$work/elsewhere/src/RewardDsl.Ir" -c Release -v q -nologo
cmp "$work/elsewhere/artifacts/bin/RewardDsl.Ir/release/RewardDsl.Ir.dll" "$work/RewardDsl/analyzers/dotnet/cs/RewardDsl.Ir.dll" || fail "RewardDsl.Ir.dll differs when it is built in another folder"

# The kernel: what each consumer printed.
cp -r "$here/consumers" "$work/consumers"
quietly dotnet build "$work/consumers/right.slnx" -v q -nologo
for expected in "Plain 0.5 1" "Strict 0.7475 0.93375003" "AnalyzersOff 0.25" "Nested 2" "SameName 0.5 -0.5" "OnDevice unavailable:"; do
  name=${expected%% *}
  actual=$(dotnet "$work/consumers/$name/bin/Debug/net10.0/$name.dll") || fail "$name ended with $?"
  [ "$actual" = "$expected" ] || fail "expected '$expected', printed: '$actual'"
done

# The squiggle, at its place; and where no analyzer runs, the stub that no use of a wrong reward gets past.
! dotnet build "$work/consumers/wrong.slnx" -v q -nologo > "$work/log" 2>&1 || fail "wrong rewards were built"
reports '/Wrong/Program.cs\(12,43\): error RWD0103:.*/RWD0103\.md\)'
reports "/Wrong/Program.cs\(18,33\): error RWD0003: 'Held' .* nested in a generic type"
reports "/WrongUnseen/Program.cs\(9,40\): error CS0619: 'Tank.Evaluator' .*RWD0103"
reports '/Fixable/Tank.cs\(4,21\): error RWD0001:'
! grep -qE 'CS8032|CS8785|AD0001|/WrongUnseen/.*error RWD' "$work/log" || fail "the compiler could not use a component of the package" "$work/log"

# The fixes. One rule at a time: dotnet format decides by the first finding whether there is a fix, and its order is by chance.
for rule in RWD0001 RWD0103; do
  quietly dotnet format analyzers "$work/consumers/Fixable" --no-restore --severity error --diagnostics "$rule"
done
quietly dotnet run --project "$work/consumers/Fixable"
[ "$(tail -1 "$work/log")" = "Fixable 0.5 0.25" ] || fail "the fixed reward printed something else" "$work/log"

# The tool finds the same mistake.
quietly dotnet tool install RewardDsl.Tool --tool-path "$work/tool" --source "$work/feed" --version "*-*"
verdict=0
"$work/tool/rewarddsl" check "$work/consumers/Wrong/Program.cs" > "$work/log" 2>&1 || verdict=$?
[ "$verdict" -eq 1 ] || fail "rewarddsl check ended with $verdict" "$work/log"
reports 'Program.cs\(12,43\): error RWD0103'
echo "package ok"
