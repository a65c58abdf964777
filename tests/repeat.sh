#!/usr/bin/env bash
# Repeats the test run and reports how often each test failed, to find flaky tests.
# tests/repeat.sh N [--load K] [arguments of run.sh]: N runs, each beside K busy loops.
set -uo pipefail
cd "$(dirname "$0")/.."

runs=${1:?"tests/repeat.sh N [--load K] [arguments of run.sh]"}
shift
load=0
if [ "${1:-}" = --load ]; then
  load=$2
  shift 2
fi

summary=$(mktemp -d)
busy=()
end_load() { [ "${#busy[@]}" -eq 0 ] || kill "${busy[@]}" 2>/dev/null; busy=(); }
trap 'end_load' EXIT
trap 'exit 130' INT TERM

red=0
for run in $(seq "$runs"); do
  for _ in $(seq "$load"); do
    (while :; do :; done) &
    busy+=($!)
  done
  tests/run.sh "$@" >"$summary/run-$run.log" 2>&1 || red=$((red + 1))
  end_load
  grep '^  FAILED ' "$summary/run-$run.log" | tee -a "$summary/failures"
  echo "Run $run: $(grep ' minutes, of processors ' "$summary/run-$run.log"); $(tail -n 1 "$summary/run-$run.log")"
  rm -rf "$summary/results-$run"
  cp -r TestResults "$summary/results-$run"
done

echo
echo "$red of $runs runs failed$([ "$load" -gt 0 ] && echo " beside $load busy loops"). Logs and results: $summary"
[ -s "$summary/failures" ] && sed -E 's/^  FAILED ([^:]*):.*/\1/' "$summary/failures" | sort | uniq -c | sort -rn
[ "$red" -eq 0 ]
