#compdef dockerhelp
# Completion of dockerhelp's options in zsh, made by `dockerhelp --completion zsh`: to be evaluated after compinit, or kept as a file
# named _dockerhelp in a folder of $fpath.
# A line an option: name|short name|what its value is called|what the value may be|help.
\builtin typeset -g _dockerhelp_options=@OPTIONS@

_dockerhelp_names() { # topics, or all cards of all topics
  \builtin emulate -L zsh
  \builtin local -a topics cards
  topics=(${(M)${(f)"$(\builtin command dockerhelp --topics 2>/dev/null </dev/null)"}:#[[:alnum:]]*[0-9]' card'*})
  topics=(${topics%%[[:space:]]*})
  if [[ $1 == cards ]]; then
    cards=(${(M)${(f)"$(\builtin command dockerhelp --topics $topics 2>/dev/null </dev/null)"}:#  [[:alnum:]]*})
    cards=(${${cards#  }%%[[:space:]]*})
    compadd -a cards
  else
    compadd -a topics
  fi
}

# What may stand where no option does: words of a question, or values of an option that may have several.
_dockerhelp_words() {
  \builtin local name values
  while IFS='|' \builtin read -r name _ _ values _; do
    if (( ${words[(I)--$name]} )) && [[ -n $values ]]; then
      case $values in
        (@files) _files ;;
        (@*) _dockerhelp_names ${values#@} ;;
        (*) compadd -- ${=values} ;;
      esac
      \builtin return
    fi
  done <<< "$_dockerhelp_options"
  _message question
}

_dockerhelp_complete() {
  \builtin emulate -L zsh
  \builtin setopt extended_glob
  \builtin local name short value values help does
  \builtin local -a specs
  while IFS='|' \builtin read -r name short value values help; do
    help=${help//(#m)[\[\]:\\]/\\$MATCH}
    case $values in
      (@files) does=_files ;;
      (@*) does=" _dockerhelp_names ${values#@}" ;; # the blank before it: without options for compadd
      ('') does=' ' ;;
      (*) does="($values)" ;;
    esac
    case $value in
      ('[='*) specs+=("--$name=-[$help]::${value//[^[:alnum:]]/}:$does") ;;
      (''|'['*) specs+=("--${name}[$help]" ${short:+"-${short}[$help]"}) ;;
      (*) specs+=("--$name=[$help]:${(L)value}:$does" ${short:+"-$short+[$help]:${(L)value}:$does"}) ;;
    esac
  done <<< "$_dockerhelp_options"
  _arguments -s -S : $specs '*: :_dockerhelp_words'
}

if [[ ${funcstack[1]-} == _dockerhelp ]]; then # kept as a file: zsh has just read it to complete something
  _dockerhelp_complete "$@"
elif (( ${+functions[compdef]} )); then
  compdef _dockerhelp_complete dockerhelp
fi
