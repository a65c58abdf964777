#!/usr/bin/env bash
# Mutation testing: changes the code in small ways and reports the changes that no test notices. Takes an hour and more, so the
# ordinary run does not include it.
# tests/mutation.sh PART [arguments of dotnet stryker], where PART is protocol, outbox or reconciler.
set -euo pipefail
cd "$(dirname "$0")"

part=${1:?"tests/mutation.sh PART: protocol, outbox or reconciler"}
shift
case $part in
  protocol) suite=Scim.Protocol.Tests ;;
  outbox) suite=Scim.Bus.Messaging.Tests ;;
  reconciler) suite=Scim.Bus.Provisioning.Tests ;;
  *) echo "There is no part '$part': protocol, outbox or reconciler." >&2; exit 2 ;;
esac

# Tests with random inputs take fewer of them, and waits are shorter: each test runs against hundreds of builds.
export SCIMBUS_MUTATION=1
export SCIMBUS_HISTORIES=${SCIMBUS_HISTORIES:-60}
# Without these files the tests of normalization are skipped.
say() { printf '\n== %s\n' "$*"; }
results=../TestResults
mkdir -p "$results"
. run/install.sh
[ "$part" != protocol ] || install_missing /usr/share/unicode/UnicodeData.txt:unicode-data
dotnet tool restore >/dev/null
cd "$suite"
dotnet stryker --config-file "../mutation/$part.json" --output "../../TestResults/mutation-$part" "$@"
