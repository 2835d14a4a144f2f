# dockerhelp at the fish prompt, made by `dockerhelp --init fish`: one key asks what is typed on the line.
# Commands are called as builtin, so that no function of the person's own gets in between.
set -g _dockerhelp_program @PROGRAM@
set -g _dockerhelp_failed '' # what the key asks on an empty line: about the command that has just failed

function _dockerhelp_say --description 'shows a sentence below the line'
    builtin printf '\n%s\n' $argv[1] >&2
end

function _dockerhelp_pick --description 'asks dockerhelp about the line'
    set -l line (builtin commandline --current-buffer | builtin string collect --no-trim-newlines)
    set -l line (builtin string replace --regex '\n\z' '' -- $line | builtin string collect --no-trim-newlines --allow-empty)
end
