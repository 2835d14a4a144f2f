# After a docker command that failed: one quiet line. What zsh knows is the command's text and its exit code, and no more.
# (Since 26.0 the docker client hands the message of a failed command to plugins that are named with "hooks" in ~/.docker/config.json,
# but only on a terminal, and with "features": {"hooks": "true"} there or DOCKER_CLI_HOOKS=1. Nothing here depends on it.)
\builtin typeset -g _dockerhelp_ran=''

# Whether a docker command stands in the text: at its begin or after a separator, behind variables and sudo and such.
_dockerhelp_is_docker() {
  \builtin emulate -L zsh
  \builtin setopt extended_glob
  \builtin local before='((sudo|doas|env|time|command|exec|nice|nohup|-[^[:space:]]#|[[:alnum:]_]##=[^[:space:]]#)[[:space:]]##)#'
  [[ $1 == *docker* && $1 == (|*[\;\&\|\(\{\!$'\n'])[[:space:]]#${~before}docker(|-compose)(|[[:space:]]*) ]]
}

# As typed, or, where an alias was typed, as zsh has written it out.
_dockerhelp_before() {
  _dockerhelp_ran=$1 _dockerhelp_failed=''
  if _dockerhelp_is_docker "$1"; then
    \builtin true
  elif _dockerhelp_is_docker "$3"; then
    _dockerhelp_ran=$3
  else
    _dockerhelp_ran=''
  fi
}

_dockerhelp_after() {
  \builtin local code="$?" text="$_dockerhelp_ran"
  _dockerhelp_ran=''
  case $code in
    (0|130|146|148) ;; # succeeded, interrupted, suspended
    (*)
      if [[ -n $text ]]; then
        _dockerhelp_explain
      fi
      ;;
  esac
  \builtin return 0
}

# The shells can't all read with a time limit: sh ends who is late, so that the prompt waits for 0.3 seconds at most.
\builtin typeset -g _dockerhelp_watched='"$@" </dev/null & it=$!
{ sleep 0.25; kill $it; } >/dev/null & wait $it; kill $!'

# Two lines at most: the diagnosis, and what to ask about it.
_dockerhelp_explain() {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return no_unset no_xtrace
  \builtin local said='' asks='' dim=$'\e[2m' plain=$'\e[22m'
  \builtin whence -p -- "$_dockerhelp_program" >/dev/null || \builtin return 0
  # In a subshell, so that $! stays the person's; and with a limit again, for children of whoever was ended.
  said=$(
    {
      IFS='' \builtin read -r -t 0.27 said && IFS='' \builtin read -r -t 0.02 asks
    } < <(\builtin command sh -c "$_dockerhelp_watched" sh "$_dockerhelp_program" --explain-failure --status "$code" -- "$text" 2>/dev/null)
    \builtin printf '%s\n%s' "$said" "$asks"
  )
  asks=${said#*$'\n'} said=${said%%$'\n'*}
  if [[ -n $said ]]; then
    _dockerhelp_failed=${asks:-$said}
    [[ -z ${NO_COLOR-} ]] || dim='' plain=''
    \builtin print -r -u 2 -- "$dim$said ["@KEY_NAME@"]$plain"
  fi
}

_dockerhelp_hook() {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return no_unset no_xtrace
  if [[ -o interactive ]]; then
    \builtin autoload -Uz add-zsh-hook
    add-zsh-hook preexec _dockerhelp_before
    add-zsh-hook precmd _dockerhelp_after
  fi
  \builtin return 0
}
_dockerhelp_hook
