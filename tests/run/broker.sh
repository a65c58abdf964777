# RabbitMQ 4 for the tests, from Debian 13's package in a root of its own, where the machine's distribution has another. Sourced by run.sh.

# Prepares the root, once. SCIMBUS_BROKER=4 makes the tests use it. Needs root, debootstrap and Debian's packages.
prepare_broker() {
  local root="${XDG_CACHE_HOME:-$HOME/.cache}/scim-bus/rabbitmq-4" mirror
  case ${SCIMBUS_BROKER:-} in
    '') return ;;
    4) ;;
    *) echo "SCIMBUS_BROKER is '$SCIMBUS_BROKER'; it is 4, or not set."; exit 2 ;;
  esac
  if has_docker || [ -x "$root/usr/lib/rabbitmq/bin/rabbitmq-server" ]; then return; fi
  [ "$(id -u)" -eq 0 ] || { echo "RabbitMQ 4 can't be prepared: only root can make a root of its own for it."; return; }
  install_missing debootstrap:debootstrap
  say "Preparing RabbitMQ 4 in $root"
  # From where the machine has its own packages.
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 2>/dev/null | awk '$1 == "Debian" { print $2; exit }')
  rm -rf "$root.new" && mkdir -p "$root.new"
  if debootstrap --variant=minbase --include=rabbitmq-server trixie "$root.new" "$mirror" >"$results/rabbitmq-4.log" 2>&1; then
    rm -rf "$root" && mv "$root.new" "$root"
  else
    echo "RabbitMQ 4 can't be prepared:"; tail -n 5 "$results/rabbitmq-4.log"
  fi
}
