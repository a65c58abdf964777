# Installs programs that tests need from the distribution's packages. Sourced by run.sh.

# Installs the package of each program or file that is missing. Arguments: program:package, or /path/of/file:package.
install_missing() {
  local missing=() as_root=()
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || [ -e "${pair%%:*}" ] || missing+=("${pair##*:}")
  done
  [ "${#missing[@]}" -eq 0 ] && return
  command -v apt-get >/dev/null || { echo "Missing, and there is no apt-get: ${missing[*]}"; return; }
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || { echo "Missing, and this user may not install: ${missing[*]}"; return; }
    as_root=(sudo -n)
  fi
  say "Installing ${missing[*]}"
  # Runlevel 1 keeps packages from starting their services: the fixtures start private ones.
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends)
  "${as_root[@]}" apt-get update -qq
  for package in "${missing[@]}"; do
    "${install[@]}" "$package" >"$results/install-$package.log" 2>&1 \
      || { echo "Cannot install $package:"; tail -n 5 "$results/install-$package.log"; }
  done
}

has_docker() { command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1; }
