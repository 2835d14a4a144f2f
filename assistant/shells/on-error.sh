# After a docker command that failed: one quiet line. What bash knows is the command's text and its exit code, and no more.
# (Since 26.0 the docker client hands the message of a failed command to plugins that are named with "hooks" in ~/.docker/config.json,
# but only on a terminal, and with "features": {"hooks": "true"} there or DOCKER_CLI_HOOKS=1. Nothing here depends on it.)
_dockerhelp_ran='' _dockerhelp_number=''

# Whether a docker command stands in the text: at its begin or after a separator, behind variables and sudo and such.
_dockerhelp_is_docker() {
  \builtin local some='+([[:space:]])' before
  [[ $1 == *docker* ]] || \builtin return 1
  before="*(@(sudo|doas|env|time|command|exec|nice|nohup|-*([^[:space:]])|+([[:alnum:]_])=*([^[:space:]]))$some)"
  before="?(*[;&|({!"$'\n'"])*([[:space:]])${before}docker?(-compose)?(${some}*)"
  # shellcheck disable=SC2053  # a pattern, and in a variable since bash 3 could not even read it here
  [[ $1 == $before ]]
}

# Whether a command was run since the last prompt. `text` is then what stands in the history of it, or nothing.
_dockerhelp_is_new() {
  \builtin local ran='\#' number='\!' before="$_dockerhelp_ran/$_dockerhelp_number"
  if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then # without a fork
    ran=${ran@P} number=${number@P}
  elif ((code == 0)); then
    \builtin return 0
  else
    ran=$(HISTTIMEFORMAT='' && \builtin history 1) number=$ran
  fi
  _dockerhelp_ran=$ran _dockerhelp_number=$number
  [[ $before != / && ${before%%/*} != "$ran" ]] || \builtin return 1
  # The same number: the command was not kept, or is just as the one before. (It is 1 in an empty history and after the first command.)
  if ((code != 0)) && [[ ${before#*/} != "$number" || $before == 0/1 ]]; then
    _dockerhelp_last
  fi
}

# The last line of the history, an alias at its begin written out.
_dockerhelp_last() {
  \builtin local first
  text=$(HISTTIMEFORMAT='' && \builtin history 1) || \builtin true
  text=${text#"${text%%[![:space:]]*}"} text=${text#"${text%%[!0-9]*}"} text=${text#\*}
  text=${text#"${text%%[![:space:]]*}"} first=${text%%[[:space:]]*}
  if [[ -n $first && -n ${BASH_ALIASES[$first]-} ]]; then
    text=${BASH_ALIASES[$first]}${text#"$first"}
  fi
}

_dockerhelp_after() {
  \builtin local code="$?" text='' IFS=$' \t\n'
  if _dockerhelp_is_new; then
    _dockerhelp_failed=''
    case $code in
      0 | 130 | 146 | 148) ;; # succeeded, interrupted, suspended
      *)
        if _dockerhelp_is_docker "$text"; then
          _dockerhelp_explain
        fi
        ;;
    esac
  fi
  \builtin return "$code" # what else stands in PROMPT_COMMAND wants to see it
}

# The shells can't all read with a time limit: sh ends who is late, so that the prompt waits for 0.3 seconds at most.
# shellcheck disable=SC2016
_dockerhelp_watched='"$@" </dev/null & it=$!
{ sleep 0.25; kill $it; } >/dev/null & wait $it; kill $!'

# Two lines at most: the diagnosis, and what to ask about it.
_dockerhelp_explain() {
  \builtin local said='' asks='' dim=$'\e[2m' plain=$'\e[22m'
  \builtin type -P -- "$_dockerhelp_program" >/dev/null || \builtin return 0
  # In a subshell, so that $! stays the person's; and with a limit again, for children of whoever was ended.
  said=$(
    {
      IFS='' \builtin read -r -t 0.27 said && IFS='' \builtin read -r -t 0.02 asks
    } < <(\builtin command sh -c "$_dockerhelp_watched" sh "$_dockerhelp_program" --explain-failure --status "$code" -- "$text" 2>/dev/null)
    \builtin printf '%s\n%s' "$said" "$asks"
  ) || \builtin true
  asks=${said#*$'\n'} said=${said%%$'\n'*}
  if [[ -n $said ]]; then
    _dockerhelp_failed=${asks:-$said}
    [[ -z ${NO_COLOR-} ]] || dim='' plain=''
    \builtin printf '%s%s [%s]%s\n' "$dim" "$said" @KEY_NAME@ "$plain" >&2
  fi
}

# First of all in PROMPT_COMMAND, a text or (since 5.1) an array too: only there $? is still that of the command.
_dockerhelp_hook() {
  if [[ $- != *i* ]] || ((BASH_VERSINFO[0] < 4)) || [[ ${PROMPT_COMMAND[*]-} == *_dockerhelp_after* ]]; then
    \builtin return 0
  fi
  # && \builtin :, so that the code is handed on without an ERR trap or set -e taking it for a failure.
  # shellcheck disable=SC2178,SC2179  # assigning to an array's name sets its first element, and that is meant
  PROMPT_COMMAND="_dockerhelp_after && \\builtin :${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}"
}
_dockerhelp_hook
