# The jobs of a run: xunit suites, the stand-ins' own suites, and checks. Each leaves NAME.log, NAME.exit and its results in $results.
# Sourced by run.sh.

# The suites that take longest, in that order: they are started first.
longest_suites=(Scim.Bus.Messaging.Tests Scim.Bus.EndToEnd.Tests Scim.Bus.Ingress.Tests Scim.Bus.Soak.Tests Scim.Bus.Console.Tests
  Scim.Bus.Provisioning.Tests Scim.Bus.Notifications.Tests Scim.Bus.DocumentStore.Tests Scim.Bus.Simulation.Tests Scim.Bus.Deployment.Tests
  Scim.Bus.Conversation.Tests Scim.Bus.ServiceDefaults.Tests Scim.Bus.AccessGroups.Tests Scim.Bus.Access.Tests Scim.Bus.Identity.Tests)
# In their full size these take longer than all of those.
longest_in_full=(Scim.Bus.Provisioning.Tests Scim.Bus.Ingress.Tests Scim.Bus.Simulation.Tests)

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

# How thoroughly a suite's processes compile their methods. What lives for seconds spends most of its time on that: up to a quarter less
# without any optimization. What goes on for longer, and what computes, optimizes a method after so many calls (in hexadecimal).
compilation_of() {
  case $1${SCIMBUS_FULL:-}${SCIMBUS_SOAK:-} in
    Scim.Bus.Simulation.Tests* | Scim.Protocol.Tests*) echo DOTNET_TC_CallCountThreshold=200 ;;
    Scim.Bus.Ingress.Tests | Scim.Bus.Provisioning.Tests | Scim.Bus.DocumentStore.Tests | *1) echo DOTNET_TC_CallCountThreshold=1000 ;;
    *) echo DOTNET_JITMinOpts=1 ;;
  esac
}

run_dotnet_suite() {
  local hang=40 guard=() options
  export "$(compilation_of "$1")"
  [ -n "${SCIMBUS_SOAK:-}" ] && hang=$((${SCIMBUS_SOAK_MINUTES:-20} + 60))
  options=(--blame-hang --blame-hang-timeout "${hang}m" --blame-hang-dump-type none)
  # That is another process for each suite; a quick run is only ended if it hangs, without the name of the test.
  [ -n "${SCIMBUS_QUICK:-}" ] && guard=(timeout --foreground "${hang}m") options=(--filter 'Needs!=Processes&Takes!=Seconds')
  "${guard[@]}" dotnet test "tests/$1/bin/$configuration/"*/"$1.dll" --nologo -v quiet "${options[@]}" \
    --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" --results-directory "$results"
}

# Installs the packages of a stand-in unless they are there: npm removes them first, under the suites that run the stand-in just then.
# The lock is the one that the fixtures take (NodePackages).
install_node_packages() {
  flock "${TMPDIR:-/tmp}/scim-bus-npm-ci.lock" \
    sh -c '[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund'
}

# Runs a suite with Node's own runner. Prints only the summary unless something fails.
run_node_suite() {
  local tap="$results/stand-ins.tap"
  command -v npm >/dev/null || { echo "  Skipped $1: there is no Node.js."; return; }
  if (cd "$1" && install_node_packages >"$tap" 2>&1 && node --test --test-reporter=tap test/*.test.mjs >"$tap" 2>&1); then
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

# Runs all jobs, one more at a time than there are processors: most suites wait for processes that they start.
run_all() {
  local ordered longest=("${longest_suites[@]}")
  [ -z "${SCIMBUS_FULL:-}" ] || longest=("${longest_in_full[@]}" "${longest[@]}")
  mapfile -t ordered < <(in_order "${longest[*]}" "$@")
  # In a process group of its own, so that whoever stops this run can stop it with all that it started.
  set -m
  run_lane "$(($(nproc) + 1))" "${ordered[@]}" &
  set +m
  wait
}

# Prints names, each once: first those in a list, in the list's order, then the others.
in_order() {
  local first=$1
  shift
  {
    for name in $first; do [[ " $* " == *" $name "* ]] && echo "$name"; done
    printf '%s\n' "$@"
  } | awk '!seen[$0]++'
}
