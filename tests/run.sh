#!/usr/bin/env bash
# Gets what the tests need, builds everything and runs every suite. Needs the .NET SDK on Debian or Ubuntu; elsewhere bring the rest yourself.
# What cannot be had makes the tests that need it skip, by name and with the reason. The last line counts all suites together.
set -uo pipefail
cd "$(dirname "$0")/.."

configuration=Release
results="$PWD/TestResults"
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*"; }
count() { passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3)); }

finish() {
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# Installs those of the distribution's packages whose program is missing; arguments are program:package.
install_missing() {
  local missing=() as_root=()
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  [ "${#missing[@]}" -eq 0 ] && return
  command -v apt-get >/dev/null || { echo "Missing, and there is no apt-get: ${missing[*]}"; return; }
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || { echo "Missing, and this user may not install: ${missing[*]}"; return; }
    as_root=(sudo -n)
  fi
  say "Installing ${missing[*]}"
  # Runlevel 1 keeps the packages from starting services of their own: the fixtures start private ones.
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends)
  "${as_root[@]}" apt-get update -qq
  for package in "${missing[@]}"; do
    "${install[@]}" "$package" >"$results/install-$package.log" 2>&1 \
      || { echo "Cannot install $package:"; tail -n 5 "$results/install-$package.log"; }
  done
}

has_docker() { command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1; }

# Adds up what a suite's result file says and names what it skipped; a suite that wrote none counts as one failure.
count_trx() {
  local name=$1 trx=$2 counters total
  counters=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -n 1)
  if [ -z "$counters" ]; then
    echo "$name ended without results."
    count 0 1 0
    return
  fi
  number() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }
  total=$(number total)
  count "$(number passed)" "$(($(number executed) - $(number passed)))" "$((total - $(number executed)))"
  awk -v RS='<UnitTestResult ' '
    /outcome="NotExecuted"/ {
      name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name)
      reason = "no reason given"
      if (match($0, /<(Message|StdOut)>[^<]*/)) { reason = substr($0, RSTART, RLENGTH); sub(/<[^>]*>/, "", reason) }
      printf "  Skipped %s: %s\n", name, reason
    }' "$trx"
}

# Runs a suite and prints what it said when it is over, so that suites that run side by side do not talk at once.
run_dotnet_suite() {
  local project=$1 name log
  name=$(basename "$project" .csproj)
  log="$results/$name.log"
  dotnet test "$project" --no-build -c $configuration --nologo -v quiet \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
    --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none >"$log" 2>&1
  echo $? >"$results/$name.exit"
  say "$name"
  cat "$log"
}
export -f run_dotnet_suite say
export configuration results

count_dotnet_suite() {
  local name before=$failed code
  name=$(basename "$1" .csproj)
  count_trx "$name" "$results/$name.trx"
  code=$(cat "$results/$name.exit" 2>/dev/null || echo none)
  # Whatever went wrong outside of a test (a host that died, a fixture that could not end) is a failure too.
  if [ "$code" != 0 ] && [ "$failed" -eq "$before" ]; then
    echo "$name ended with exit code $code though no test failed."
    count 0 1 0
  fi
}

# With a compiler that stays for the whole build, which takes less than half the time then. It is this build's own.
build() {
  local id="scim-bus-$$" code
  dotnet build Scim.Bus.sln --no-restore -c $configuration -v quiet --nologo -p:UseSharedCompilation=true -p:SharedCompilationId="$id"
  code=$?
  pkill -f "pipename:$id" || true
  return $code
}

# Node's own runner; prints only the summary unless something fails.
run_node_suite() {
  local folder=$1 log
  log="$results/$(basename "$folder")-stand-in.tap"
  say "$folder (node --test)"
  if ! command -v npm >/dev/null; then
    echo "  Skipped $folder: there is no Node.js."
    count 0 0 1
    return
  fi
  if (cd "$folder" && npm ci --no-audit --no-fund >"$log" 2>&1 && node --test --test-reporter=tap test/*.test.mjs >"$log" 2>&1); then
    grep -E '^# (tests|pass|fail|skipped|duration_ms)' "$log"
  else
    cat "$log"
  fi
  number() { sed -nE "s/^# $1 ([0-9]+)$/\1/p" "$log" | tail -n 1; }
  if [ -z "$(number pass)" ]; then
    count 0 1 0
  else
    count "$(number pass)" "$(($(number fail) + $(number cancelled)))" "$(number skipped)"
  fi
}

run_check() {
  local name=$1
  shift
  say "$name"
  if "$@"; then count 1 0 0; else count 0 1 0; fi
}

rm -rf "$results" && mkdir -p "$results"
command -v dotnet >/dev/null || { echo "The .NET SDK is missing: global.json says which one."; count 0 1 0; finish; }
export PATH="$PATH:/usr/sbin" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Hundreds of processes that live for seconds: to profile them for better code takes a fifth of their time and never pays.
export DOTNET_TieredPGO=0

install_missing node:nodejs npm:npm chromium:chromium promtool:prometheus
has_docker || [ -n "${ConnectionStrings__RabbitMq:-}" ] || install_missing rabbitmq-server:rabbitmq-server

say "Build"
dotnet restore Scim.Bus.sln --locked-mode -v quiet && build || { count 0 1 0; finish; }

# The build itself enforces the rules of style.
run_check "dotnet format" dotnet format whitespace Scim.Bus.sln --no-restore --verify-no-changes
run_node_suite tests/stand-ins/mongo

# As many suites at a time as there are processors, the longest first; the shortest happen to be first by name.
mapfile -t projects < <(find tests -name '*.EndToEnd.Tests.csproj'; find tests -name '*.Tests.csproj' ! -name '*.EndToEnd.Tests.csproj' | sort -r)
printf '%s\0' "${projects[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'run_dotnet_suite "$0"'
say "All suites"
for project in "${projects[@]}"; do
  count_dotnet_suite "$project"
done
finish
