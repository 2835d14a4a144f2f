# Completion of dockerhelp's options in bash, made by `dockerhelp --completion bash`.
# A line an option: name|short name|what its value is called|what the value may be|help.
_dockerhelp_options=@OPTIONS@

_dockerhelp_names() { # topics, or all cards of all topics
  \builtin local line topics=''
  while IFS='' \builtin read -r line; do
    [[ $line != [[:alnum:]]* ]] || topics+=" ${line%%[[:space:]]*}"
  done < <(\builtin command dockerhelp --topics 2>/dev/null </dev/null)
  if [[ $1 == topics ]]; then
    \builtin printf '%s\n' "$topics"
    \builtin return 0
  fi
  while IFS='' \builtin read -r line; do
    [[ $line != '  '[[:alnum:]]* ]] || line=${line#  } && \builtin printf '%s\n' "${line%%[[:space:]]*}"
  done < <(IFS=' ' && \builtin read -ra topics <<<"$topics" && \builtin command dockerhelp --topics "${topics[@]}" 2>/dev/null </dev/null)
}

_dockerhelp_complete() {
  \builtin local IFS=$' \t\n' now="${COMP_WORDS[COMP_CWORD]}" before='' words='' name short value values help
  COMPREPLY=()
  if ((COMP_CWORD > 0)); then
    before=${COMP_WORDS[COMP_CWORD - 1]}
  fi
  if [[ $now == '=' ]]; then # --shell=zsh is three words to bash
    now=''
  elif [[ $before == '=' ]] && ((COMP_CWORD > 1)); then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  while IFS='|' \builtin read -r name short value values help; do
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
    @*) words=$(_dockerhelp_names "${words#@}") || words='' ;;
  esac
  # shellcheck disable=SC2207
  COMPREPLY=($(\builtin compgen -W "$words" -- "$now")) || \builtin true
}
\builtin complete -F _dockerhelp_complete dockerhelp
