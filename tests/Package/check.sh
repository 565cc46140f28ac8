#!/usr/bin/env bash
# Packs RewardDsl and builds a consumer from the package, as a user would: warnings are errors, documentation on.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet pack "$root/src/RewardDsl" -c Release -o "$work/feed" -v q -nologo
mkdir "$work/consumer"
cat > "$work/consumer/consumer.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <GenerateDocumentationFile>true</GenerateDocumentationFile>
    <RestorePackagesPath>$work/packages</RestorePackagesPath>
    <RestoreAdditionalProjectSources>$work/feed</RestoreAdditionalProjectSources>
    <NoWarn>\$(NoWarn);NU1507</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="RewardDsl" Version="*-*" />
  </ItemGroup>
</Project>
XML
cp "$root/tests/Package/Consumer.cs" "$work/consumer/Program.cs"
actual=$(dotnet run --project "$work/consumer" | tail -1)
[ "$actual" = "0.5 1" ] || { echo "the consumer printed '$actual'" >&2; exit 1; }

for component in Ir Frontend Generators Analyzers CodeFixes; do
  [ -f "$work"/packages/rewarddsl/*/analyzers/dotnet/cs/RewardDsl.$component.dll ] || { echo "RewardDsl.$component.dll is not in the package" >&2; exit 1; }
done

# A mistake must be reported at its place by the packaged analyzer.
sed -i 's/=> Level;/=> (float)(Level * 2.0);/' "$work/consumer/Program.cs"
if dotnet build "$work/consumer" -v q -nologo > "$work/log"; then echo "a broken spec was built" >&2; exit 1; fi
grep -q 'Program.cs(.*error RWD0103' "$work/log" || { echo "RWD0103 was not reported:" >&2; cat "$work/log" >&2; exit 1; }

# The command-line tool is installed from its package and finds the same mistake.
dotnet pack "$root/src/RewardDsl.Cli" -c Release -o "$work/feed" -v q -nologo
dotnet tool install RewardDsl.Tool --tool-path "$work/tool" --source "$work/feed" --version "*-*" > "$work/log" || { cat "$work/log" >&2; exit 1; }
verdict=0
"$work/tool/rewarddsl" check "$work/consumer/Program.cs" > "$work/log" || verdict=$?
{ [ "$verdict" -eq 1 ] && grep -q 'Program.cs(.*error RWD0103' "$work/log"; } || { echo "rewarddsl check ended with $verdict:" >&2; cat "$work/log" >&2; exit 1; }
echo "package ok"
