# Restores and builds. Sourced by run.sh.

# Starts a compiler server for this build only, which more than halves the build's time. It is stopped by its process id.
start_compiler() {
  local sdk
  sdk=$(dotnet --list-sdks | awk -v version="$(dotnet --version)" '$1 == version { print substr($2, 2, length($2) - 2) "/" $1 }')
  [ -f "$sdk/Roslyn/bincore/VBCSCompiler.dll" ] || return
  dotnet exec "$sdk/Roslyn/bincore/VBCSCompiler.dll" "-pipename:scim-bus-$$" >/dev/null 2>&1 &
  compiler=$!
  compiler_arguments=(-p:UseSharedCompilation=true "-p:SharedCompilationId=scim-bus-$$")
}

stop_compiler() {
  [ -n "${compiler:-}" ] || return
  kill "$compiler" 2>/dev/null
  wait "$compiler" 2>/dev/null
  compiler=
}

# Builds the solution, or one project with what it needs.
build() {
  local code
  dotnet restore Scim.Bus.sln --locked-mode -v quiet || return
  compiler_arguments=(-p:UseSharedCompilation=false)
  start_compiler
  dotnet build "$1" --no-restore -c $configuration -v quiet --nologo -nodeReuse:false "${compiler_arguments[@]}"
  code=$?
  stop_compiler
  return $code
}
