#!/bin/sh
# dockerhelp: written by `dockerhelp --install-plugin`; `dockerhelp --uninstall-plugin` takes it away.
# `docker ask …` ends here. At every `docker --help` docker asks each plugin what it is; that is answered without starting Python.

case "${1-}" in
docker-cli-plugin-metadata)
  printf '%s\n' '{"SchemaVersion":"0.1.0","Vendor":"dockerhelp","Version":"@VERSION@","ShortDescription":"Ask in your own words, get the Docker command"}'
  exit 0
  ;;
docker-cli-plugin-hooks) exit 0 ;;
__complete | __completeNoDesc) # what cobra's completion asks; 4: and no file names either
  echo ':4'
  exit 0
  ;;
esac

# Docker hands on the whole line: its own flags, the name `ask`, the question. The flags go where our own docker commands find them.
while [ $# -gt 0 ]; do
  word=$1 value='' takes=''
  case $word in
  ask) shift && break ;;
  help) set -- --help && break ;; # docker help ask
  --context | --host | --config | --log-level | --tlscacert | --tlscert | --tlskey | -c | -H | -l) takes=yes value=${2-} ;;
  --*=*) value=${word#*=} word=${word%%=*} ;;
  -[cHl]?*) value=${word#-?} word=${word%"$value"} value=${value#=} ;;
  esac
  case $word in
  --context | -c) unset DOCKER_HOST && export DOCKER_CONTEXT="$value" ;;
  --host | -H) export DOCKER_HOST="$value" ;;
  --config) export DOCKER_CONFIG="$value" ;;
  --tls) export DOCKER_TLS=1 ;;
  --tlsverify) export DOCKER_TLS=1 DOCKER_TLS_VERIFY=1 ;;
  esac
  shift
  if [ -n "$takes" ] && [ $# -gt 0 ]; then shift; fi
done
# What docker tells a plugin is not for the docker commands that are run from there.
unset DOCKER_CLI_PLUGIN_SOCKET DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND

program=@PROGRAM@
gone() {
  printf '%s\n' "docker ask: dockerhelp does not start: it was $program, and there is no other on the PATH." \
    "Install it again, or remove $0" >&2
  exit 127
}
trap gone EXIT # met only where exec fails: the program, or the Python it was installed with, is gone
if [ -f "$program" ] && [ -x "$program" ]; then
  read -r first <"$program" || first=''
  python=${first#"#!"}
  # the Python of an environment that was taken away leaves a script that cannot start
  if [ "$python" = "$first" ] || [ -x "${python%% *}" ]; then exec "$program" "$@"; fi
fi
if command -v dockerhelp >/dev/null; then exec dockerhelp "$@"; fi
