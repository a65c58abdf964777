# Gets programs that tests need from the distribution. Sourced by run.sh.

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
