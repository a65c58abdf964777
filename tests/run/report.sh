# Counts the results that jobs left in $results, and lists failed, skipped and slow tests. Sourced by run.sh.

passed=0 failed=0 skipped=0
count() { passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3)); }
failure() { printf '  FAILED %s: %s (%s)\n' "$1" "$2" "$3" >>"$results/failures"; }
shown() { echo "${1#"$PWD/"}"; }

# Prints each test result of a suite on a line: outcome, seconds, name, the beginning of its message; separated by tabs.
results_of() {
  awk -v RS='<UnitTestResult ' '
    function attribute(of) { return match(tag, of "=\"[^\"]*") ? substr(tag, RSTART + length(of) + 2, RLENGTH - length(of) - 2) : "" }
    NR > 1 {
      tag = $0; sub(/>.*/, "", tag)
      body = ""
      if (tag !~ /\/$/) { body = substr($0, length(tag) + 2); sub(/<\/UnitTestResult>.*/, "", body) }
      name = attribute("testName")
      outcome = attribute("outcome")
      split(attribute("duration"), part, ":")
      seconds = part[1] * 3600 + part[2] * 60 + part[3]
      said = ""
      if (match(body, /<Message>[^<]*/)) said = substr(body, RSTART + 9, RLENGTH - 9)
      else if (match(body, /<StdOut>[^<]*/)) said = substr(body, RSTART + 8, RLENGTH - 8)
      gsub(/(&#xD;)?[ \t]*\n[ \t]*/, " ", said)
      said = substr(said, 1, 400)
      gsub(/&quot;/, "\"", name); gsub(/&quot;/, "\"", said); gsub(/&lt;/, "<", said); gsub(/&gt;/, ">", said); gsub(/&amp;/, "\\&", said)
      printf "%s\t%.1f\t%s\t%s\n", outcome, seconds, name, said
    }' "$1"
}

report_dotnet_suite() {
  local name=$1 trx="$results/$1.trx" log="$results/$1.log" rows outcome said line
  if [ ! -f "$trx" ] && [ -n "${SCIMBUS_QUICK:-}" ] && grep -q 'No test matches' "$log"; then return; fi
  if ! grep -q '<Counters ' "$trx" 2>/dev/null; then
    failure "$name" "it ended without results" "$(shown "$log")"
    count 0 1 0
    return
  fi
  rows=$(results_of "$trx")
  count "$(grep -c ^Passed <<<"$rows")" "$(grep -c -v '^Passed\|^NotExecuted\|^$' <<<"$rows")" "$(grep -c ^NotExecuted <<<"$rows")"
  while IFS=$'\t' read -r outcome _ test said; do
    line=$(grep -n -m 1 -F "${test} [FAIL]" "$log" | cut -d: -f 1)
    case $outcome in
      NotExecuted) printf '  Skipped %s: %s\n' "$test" "${said:-no reason given}" ;;
      *) failure "$test" "${said:-no message}" "$(shown "$log")${line:+:$line}" ;;
    esac
  done < <(grep -v '^Passed\|^$' <<<"$rows")
  # What goes wrong outside of a test counts as a failure too: a test host that died, a fixture that could not end.
  if [ "$(cat "$results/$name.exit")" != 0 ] && ! grep -q -v '^Passed\|^NotExecuted\|^$' <<<"$rows"; then
    failure "$name" "it ended with exit code $(cat "$results/$name.exit") though no test failed" "$(shown "$log")"
    count 0 1 0
  fi
}

report_node_suite() {
  local tap="$results/stand-ins.tap"
  number() { sed -nE "s/^# $1 ([0-9]+)$/\1/p" "$tap" 2>/dev/null | tail -n 1; }
  if [ -n "$(number pass)" ]; then
    count "$(number pass)" "$(($(number fail) + $(number cancelled)))" "$(number skipped)"
  elif [ -f "$tap" ]; then
    count 0 1 0
  else
    count 0 0 1
  fi
  [ "$(cat "$results/stand-ins.exit")" = 0 ] || failure stand-ins "a test of Node's runner failed" "$(shown "$tap")"
}

report_check() {
  if [ "$(cat "$results/$1.exit" 2>/dev/null)" = 0 ]; then count 1 0 0; else
    failure "$1" "$(grep -m 1 error "$results/$1.log" || tail -n 1 "$results/$1.log")" "$(shown "$results/$1.log")"
    count 0 1 0
  fi
}

# Processor time of this shell and all its children, in minutes.
cpu_minutes() {
  # Not in a pipe, where "times" would report on a new shell.
  times >"$results/times"
  awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); total += part[1] + part[2] / 60 } printf "%.1f", total }' "$results/times"
}

# Reports on all jobs and ends: the last line counts all suites together.
finish() {
  say "Result"
  for name in "$@"; do
    case $name in
      format | build) report_check "$name" ;;
      stand-ins) report_node_suite ;;
      *) report_dotnet_suite "$name" ;;
    esac
  done
  echo "The slowest ten, in seconds:"
  for trx in "$results"/*.trx; do [ -f "$trx" ] && results_of "$trx"; done | sort -t $'\t' -k 2 -rn | head -n 10 | awk -F '\t' '{ printf "  %7.1f  %s\n", $2, $3 }'
  echo "The dearest five suites, in minutes, and minutes of processors:"
  for name in "$@"; do
    [ -s "$results/$name.cpu" ] && awk -v name="$name" '{ printf "  %6.1f %6.1f  %s\n", $1 / 60, ($2 + $3) / 60, name }' "$results/$name.cpu"
  done | sort -k 2 -rn | head -n 5
  cpu_minutes >"$results/cpu"
  printf '%.1f minutes, of processors %s minutes\n' "$(awk -v seconds="$SECONDS" 'BEGIN { print seconds / 60 }')" "$(cat "$results/cpu")"
  cat "$results/failures" 2>/dev/null
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}
