# Completion of dockerhelp's options in bash, made by `dockerhelp --completion bash`.
# A line an option: name|short name|what its value is called|what the value may be|help.
# shellcheck disable=SC2016
_dockerhelp_options=@OPTIONS@

# The topics (`name  12 cards: …`); where topics are named, the cards of these (`  name  Title`).
_dockerhelp_names() {
  \builtin local line begin='' has='[0-9] card' IFS=$' \t\n'
  (($# == 0)) || begin='  ' has=''
  while IFS='' \builtin read -r line; do
    if [[ $line == "$begin"[[:alnum:]]*${has}* ]]; then
      line=${line#"$begin"}
      \builtin printf '%s\n' "${line%%[[:space:]]*}"
    fi
  done < <(\builtin command dockerhelp --topics "$@" 2>/dev/null </dev/null)
}

_dockerhelp_complete() {
  \builtin local IFS=$' \t\n' now="${COMP_WORDS[COMP_CWORD]}" before='' words='' name short values
  COMPREPLY=()
  if ((COMP_CWORD > 0)); then
    before=${COMP_WORDS[COMP_CWORD - 1]}
  fi
  if [[ $now == '=' ]]; then # --shell=zsh is three words to bash
    now=''
  elif [[ $before == '=' ]] && ((COMP_CWORD > 1)); then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  while IFS='|' \builtin read -r name short _ values _; do
    if [[ $now == -* ]]; then
      words+=" --$name"
    elif [[ $before == "--$name" || (-n $short && $before == "-$short") ]]; then
      words=$values
    fi
  done <<<"$_dockerhelp_options"
  case $words in
    @files)
      \builtin compopt -o filenames 2>/dev/null || \builtin true
      \builtin local IFS=$'\n'
      # shellcheck disable=SC2207  # mapfile would need bash 4
      COMPREPLY=($(\builtin compgen -f -- "$now")) || \builtin true
      \builtin return 0
      ;;
    @topics) words=$(_dockerhelp_names) ;;
    @cards)
      # shellcheck disable=SC2046  # names have no blanks in them
      words=$(_dockerhelp_names $(_dockerhelp_names))
      ;;
  esac
  # shellcheck disable=SC2207
  COMPREPLY=($(\builtin compgen -W "$words" -- "$now")) || \builtin true
}
\builtin complete -F _dockerhelp_complete dockerhelp
