# dockerhelp at the zsh prompt, made by `dockerhelp --init zsh`: one key asks what is typed on the line.
# Every command is called as \builtin, so that no alias or function of the person's own gets in between.
\builtin typeset -g _dockerhelp_program=@PROGRAM@
\builtin typeset -g _dockerhelp_failed='' # what the key asks on an empty line: about the command that has just failed

# Runs the picker on a line; leaves in `answer` what it wrote, in `words` what it complained of, in `code` how it ended.
_dockerhelp_run() {
  if ! \builtin whence -p -- "$_dockerhelp_program" >/dev/null; then
    code=127
    \builtin return 0
  fi
  # Both streams and the code come through one substitution; the tail also keeps the newlines at the end of the answer.
  answer=$({
    code=0
    words=$(\builtin command -- "$_dockerhelp_program" --pick --shell zsh --buffer "$line" --cursor "$point" "$@" \
      2>&1 1>&3 3>&-) || code=$?
    \builtin printf '\036%s\036%d' "$words" "$code"
  } 3>&1) || \builtin true
  code=${answer##*$'\036'} answer=${answer%$'\036'*}
  words=${answer##*$'\036'} answer=${answer%$'\036'*}
}

_dockerhelp_pick() {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return no_unset no_xtrace
  \builtin local line="$BUFFER" point="$CURSOR" answer='' words='' code='' first=''
  \builtin local typed="$CURSOR"
  if [[ -z $line && -n $_dockerhelp_failed ]]; then
    line=$_dockerhelp_failed point=${#_dockerhelp_failed}
  fi
  # zsh-autosuggestions leaves widgets alone whose name begins with _: its grey text has to go by our hand.
  if (( ${+widgets[autosuggest-clear]} )); then
    \builtin zle autosuggest-clear
  fi
  CURSOR=${#BUFFER} # the picker draws below the row of the cursor: let that be the last one
  \builtin zle -R
  _dockerhelp_run "$@"
  CURSOR=$typed
  first=${answer%%$'\n'*}
  \builtin zle reset-prompt
  case $code in
    (0) _dockerhelp_take ;;
    (130) ;;
    (126|127) \builtin zle -M "dockerhelp: $_dockerhelp_program is gone; install it again, or take dockerhelp --init out of your ~/.zshrc" ;;
    (*) \builtin zle -M "${words:-dockerhelp: the picker failed (exit code $code)}" ;;
  esac
  \builtin return 0
}

# The answer: `insert CURSOR`, then the new line as it is.
_dockerhelp_take() {
  if [[ $first == insert\ <-> && $answer == *$'\n'* ]]; then
    BUFFER=${answer#*$'\n'}
    CURSOR=${first#insert }
  elif [[ -n $words ]]; then
    \builtin zle -M "$words"
  fi
}

_dockerhelp_answer() {
  _dockerhelp_pick --answer
}

# A warning where the key is bound to something that neither zsh nor we have put there.
_dockerhelp_taken() {
  \builtin local had
  for had in "${(@f)$(\builtin bindkey -M emacs -- "$1"; \builtin bindkey -M viins -- "$1"; \builtin bindkey -M vicmd -- "$1")}"; do
    had=${had#* }
    case $had in
      (_dockerhelp_*|undefined-key|send-break|list-expand) \builtin continue ;;
    esac
    # A name that zsh itself has a widget of is no one's own; of Ctrl-G we know what zsh has there.
    if [[ $1 == '^G' || $had == \"* || ${+widgets[.$had]} == 0 ]]; then
      \builtin print -r -u 2 -- "dockerhelp: $2 was bound to $had and asks dockerhelp now; to keep yours, choose another with --key"
      \builtin return 0
    fi
  done
}

_dockerhelp_bind() {
  \builtin local map
  if [[ -z $1 ]]; then
    \builtin return 0
  fi
  _dockerhelp_taken "$1" "$2"
  for map in emacs viins vicmd; do
    \builtin bindkey -M "$map" -- "$1" "$3"
  done
}

_dockerhelp_start() {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return no_unset no_xtrace
  if [[ -o interactive ]]; then
    \builtin zmodload zsh/zle zsh/zleparameter
    \builtin zle -N _dockerhelp_pick
    \builtin zle -N _dockerhelp_answer
    _dockerhelp_bind @KEY@ @KEY_NAME@ _dockerhelp_pick
    _dockerhelp_bind @ANSWER_KEY@ @ANSWER_KEY_NAME@ _dockerhelp_answer
  fi
  \builtin return 0
}
_dockerhelp_start
