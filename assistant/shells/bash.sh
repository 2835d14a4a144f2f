# dockerhelp at the bash prompt, made by `dockerhelp --init bash`: one key asks what is typed on the line.
# Every command is called as \builtin, so that no alias or function of the person's own gets in between.
_dockerhelp_failed='' # what the key asks on an empty line: about the command that has just failed
# shellcheck disable=SC2016  # its path may hold anything
_dockerhelp_program=@PROGRAM@

_dockerhelp_say() {
  \builtin printf 'dockerhelp: %s\n' "$1" >&2
}

# Runs the picker on a line; leaves in `reply` what it wrote, in `words` what it complained of, in `code` how it ended.
_dockerhelp_run() {
  if ! \builtin type -P -- "$_dockerhelp_program" >/dev/null; then
    code=127
    \builtin return 0
  fi
  # Both streams and the code come through one substitution; the tail also keeps the newlines at the end of the answer.
  reply=$({
    code=0
    words=$(\builtin command -- "$_dockerhelp_program" --pick --shell bash --buffer "$line" --cursor "$point" "$@" \
      2>&1 1>&3 3>&-) || code=$?
    \builtin printf '\036%s\036%d' "$words" "$code"
  } 3>&1) || \builtin true
  code=${reply##*$'\036'} reply=${reply%$'\036'*}
  words=${reply##*$'\036'} reply=${reply%$'\036'*}
}

# Before 5.0, READLINE_POINT counted bytes; since then it counts characters, as the picker does.
_dockerhelp_characters() {
  \builtin local head
  if ((BASH_VERSINFO[0] < 5)); then
    head=$(LC_ALL=C && \builtin printf '%sx' "${READLINE_LINE:0:$point}")
    head=${head%x}
    point=${#head}
  fi
}

_dockerhelp_point() {
  \builtin local head="${line:0:$1}"
  if ((BASH_VERSINFO[0] < 5)); then
    READLINE_POINT=$(LC_ALL=C && \builtin printf '%d' "${#head}")
  else
    READLINE_POINT=$1
  fi
}

# bash takes the prompt away before it runs a bound command. Shows its last row again, cut to one row, for the picker to draw below.
_dockerhelp_row() {
  \builtin local prompt='$ ' rest="${READLINE_LINE%%$'\n'*}"
  if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
    prompt=${PS1@P}
    prompt=${prompt##*$'\n'}
    prompt=${prompt//[$'\001\002']/}
  fi
  \builtin printf '\r\e[?7l%s%s\e[?7h' "$prompt" "${rest//[[:cntrl:]]/?}"
}

_dockerhelp_pick() {
  \builtin local IFS=$' \t\n' line="$READLINE_LINE" point="$READLINE_POINT" reply='' words='' code='' first
  _dockerhelp_characters
  if [[ -z $line && -n $_dockerhelp_failed ]]; then
    line=$_dockerhelp_failed point=${#_dockerhelp_failed}
  fi
  { _dockerhelp_row >/dev/tty; } 2>/dev/null || \builtin true
  _dockerhelp_run "$@"
  { \builtin printf '\r\e[K' >/dev/tty; } 2>/dev/null || \builtin true
  first=${reply%%$'\n'*}
  case $code in
    0) _dockerhelp_take ;;
    130) ;;
    126 | 127) _dockerhelp_say "$_dockerhelp_program is gone; install it again, or take dockerhelp --init out of your ~/.bashrc" ;;
    *) \builtin printf '%s\n' "${words:-dockerhelp: the picker failed (exit code $code)}" >&2 ;;
  esac
}

# The answer: `insert CURSOR`, then the new line as it is.
_dockerhelp_take() {
  if [[ $first == 'insert '* && -n ${first#insert } && ${first#insert } != *[!0-9]* && $reply == *$'\n'* ]]; then
    line=${reply#*$'\n'}
    READLINE_LINE=$line
    _dockerhelp_point "${first#insert }"
  elif [[ -n $words ]]; then
    \builtin printf '%s\n' "$words" >&2
  fi
}

_dockerhelp_answer() {
  _dockerhelp_pick --answer
}

# A warning where the key is bound to something that neither bash nor we have put there. One fork, as every shell start waits for it.
_dockerhelp_taken() {
  \builtin local map row had='' rows
  rows=$(
    for map in emacs-standard vi-insert vi-command; do
      \builtin bind -m "$map" -X
      \builtin bind -m "$map" -s
      # Of Ctrl-G alone it is written down here what bash has there itself: abort, but in vi-insert.
      [[ $1 != '\C-g' || $map == vi-insert ]] || \builtin bind -m "$map" -q abort
    done
  )
  while IFS='' \builtin read -r row; do
    case $row in
      *_dockerhelp_*) \builtin return 0 ;;
      "\"$1\""*) had=${had:-${row#*\":}} ;;
      '"'* | '' | *"\"$1\""*) ;;
      *) had=${had:-$(_dockerhelp_function "$1")} ;; # it aborts no more
    esac
  done <<<"$rows"
  if [[ -n $had ]]; then
    _dockerhelp_say "$2 was bound to ${had# } and asks dockerhelp now; to keep yours, choose another with --key"
  fi
}

# What readline does at a key, if it is not what bash has there itself.
_dockerhelp_function() {
  \builtin local map row
  for map in emacs-standard vi-command; do
    while IFS='' \builtin read -r row; do
      if [[ $row == "\"$1\": "* && $row != *': abort' ]]; then
        \builtin printf '%s' "${row#*: }"
        \builtin return 0
      fi
    done < <(\builtin bind -m "$map" -p)
  done
}

_dockerhelp_bind() {
  \builtin local map
  [[ -n $1 ]] || \builtin return 0
  _dockerhelp_taken "$1" "$2" || \builtin true
  for map in emacs-standard vi-insert vi-command; do
    \builtin bind -m "$map" -r "$1" || \builtin true # bash 5.1 keeps a stale entry where a key is bound over another
    \builtin bind -m "$map" -x "\"$1\": $3" || \builtin true
  done
}

_dockerhelp_start() {
  if [[ $- != *i* ]]; then
    \builtin return 0
  fi
  if ((BASH_VERSINFO[0] < 4)); then
    _dockerhelp_say "the key needs bash 4 or newer, and this is $BASH_VERSION; zsh and fish do too, and: dockerhelp 'your question'"
    \builtin return 0
  fi
  if [[ -o emacs || -o vi ]]; then # else there is no line editing, and nothing to bind
    _dockerhelp_bind @KEY@ @KEY_NAME@ _dockerhelp_pick
    _dockerhelp_bind @ANSWER_KEY@ @ANSWER_KEY_NAME@ _dockerhelp_answer
  fi
}
_dockerhelp_start
