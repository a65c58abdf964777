# The jobs of a run: xunit suites, the stand-ins' own suites, and checks. Each leaves NAME.log, NAME.exit and its results in $results.
# Sourced by run.sh.

# Suites that mostly wait for processes that they start, the longest first. All others keep a processor busy.
waiting_suites=(Scim.Bus.Messaging.Tests Scim.Bus.EndToEnd.Tests Scim.Bus.Soak.Tests Scim.Bus.Console.Tests Scim.Bus.Deployment.Tests
  Scim.Bus.Notifications.Tests Scim.Bus.Conversation.Tests Scim.Bus.Testing.Tests)
# The others that take longest, to be started first.
longest_suites=(Scim.Bus.Ingress.Tests Scim.Bus.Simulation.Tests Scim.Bus.Provisioning.Tests)

# Prints the names of all xunit suites.
suites() { find tests -name '*.Tests.csproj' -exec basename {} .csproj \; | sort; }

# Runs a job and prints its output when it has ended, so that the output of parallel jobs does not mix. Its processor time goes to NAME.cpu.
run_job() {
  local name=$1 log="$results/$1.log" TIMEFORMAT='%R %U %S'
  { time run_quietly "$name" >"$log" 2>&1; } 2>"$results/$name.cpu"
  say "$name"
  grep -v '^Data collector\|^Results File\|^A total of\|^Test run for\|^$' "$log"
}

run_quietly() {
  case $1 in
    format) dotnet format whitespace . --folder --include services/ contracts/ tests/ --exclude '**/obj/' '**/bin/' --verify-no-changes ;;
    stand-ins) run_node_suite tests/stand-ins/mongo ;;
    *) run_dotnet_suite "$1" ;;
  esac
  echo $? >"$results/$1.exit"
}

run_dotnet_suite() {
  local filter=() hang=40
  [ -n "${SCIMBUS_SOAK:-}" ] && hang=$((${SCIMBUS_SOAK_MINUTES:-20} + 60))
  [ -n "${SCIMBUS_QUICK:-}" ] && filter=(--filter 'Needs!=Processes')
  dotnet test "tests/$1/bin/$configuration/"*/"$1.dll" --nologo -v quiet "${filter[@]}" \
    --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
    --blame-hang --blame-hang-timeout "${hang}m" --blame-hang-dump-type none
}

# Runs a suite with Node's own runner. Prints only the summary unless something fails.
run_node_suite() {
  local tap="$results/stand-ins.tap"
  command -v npm >/dev/null || { echo "  Skipped $1: there is no Node.js."; return; }
  if (cd "$1" && npm ci --no-audit --no-fund >"$tap" 2>&1 && node --test --test-reporter=tap test/*.test.mjs >"$tap" 2>&1); then
    grep -E '^# (tests|pass|fail|skipped)' "$tap"
  else
    cat "$tap"
    return 1
  fi
}

# Runs jobs in parallel. First argument: how many at a time.
run_lane() {
  local lanes=$1
  shift
  [ $# -eq 0 ] || printf '%s\0' "$@" | xargs -0 -n 1 -P "$lanes" bash -c 'run_job "$0"'
}

# Runs all jobs: waiting and computing ones in parallel lanes. A quick run has one lane, as little in it waits.
run_all() {
  local waiting=() computing=()
  if [ -n "${SCIMBUS_QUICK:-}" ]; then
    mapfile -t computing < <(in_order "Scim.Bus.Notifications.Tests ${longest_suites[*]}" "$@")
    run_lane "$(($(nproc) + 1))" "${computing[@]}"
    return
  fi
  for name in "$@"; do
    if [[ " ${waiting_suites[*]} " == *" $name "* ]]; then waiting+=("$name"); else computing+=("$name"); fi
  done
  mapfile -t waiting < <(in_order "${waiting_suites[*]}" "${waiting[@]}")
  mapfile -t computing < <(in_order "${longest_suites[*]}" "${computing[@]}")
  # In process groups of their own, so that whoever stops this run can stop them with all that they started.
  set -m
  # Processes that live for seconds: compiling their busy methods a second time costs a quarter of their time.
  DOTNET_TC_CallCounting=0 run_lane "$(nproc)" "${waiting[@]}" &
  run_lane "$((($(nproc) + 1) / 2))" "${computing[@]}" &
  set +m
  wait
}

# Prints names: first those in a list, in the list's order, then the others.
in_order() {
  local first=$1
  shift
  for name in $first; do [[ " $* " == *" $name "* ]] && echo "$name"; done
  for name in "$@"; do [[ " $first " == *" $name "* ]] || echo "$name"; done
}
