# dockerhelp at the fish prompt, made by `dockerhelp --init fish`: one key asks what is typed on the line.
# Commands are called as builtin, so that no function of the person's own gets in between.
set -g _dockerhelp_program @PROGRAM@
set -g _dockerhelp_failed '' # what the key asks on an empty line: about the command that has just failed

# Runs the picker; writes its answer, what it complained of, and how it ended, with NUL between: fish can't tell two streams apart.
# The line comes with one newline more than it has, since fish cannot take off just one.
set -g _dockerhelp_sh 'program=$1 line=${2%?}; shift 2; exec 3>&1
words=$("$program" --pick --shell fish --buffer "$line" "$@" 2>&1 1>&3 3>&-); printf "\0%s\0%d" "$words" "$?"'

function _dockerhelp_below --description 'how many rows of the line are below the cursor, but for wrapped ones'
    math (builtin commandline --current-buffer | builtin count) - (builtin commandline --line)
end

function _dockerhelp_say --description 'shows a sentence below the line'
    builtin printf '%s\n\e[J%s\n' (builtin string repeat --count (_dockerhelp_below) \e'[B') $argv[1] >&2
end

function _dockerhelp_pick --description 'asks dockerhelp about the line'
    set -l line (builtin commandline --current-buffer | builtin string collect --no-trim-newlines)
    set -q line[1]; or set line \n
    set -l point (builtin commandline --cursor)
    set -l ended '' '' 127
    if builtin test "$line" = \n; and builtin test -n "$_dockerhelp_failed"
        set line $_dockerhelp_failed\n
        set point (builtin string length -- $_dockerhelp_failed)
    end
    if builtin command --search --quiet -- $_dockerhelp_program
        set -l below (_dockerhelp_below) # the picker draws below the row of the cursor: let that be the last one
        builtin test $below -gt 0; and builtin printf '\e[%dB' $below
        set ended (command sh -c $_dockerhelp_sh sh $_dockerhelp_program $line --cursor $point $argv | builtin string split0)
        builtin test $below -gt 0; and builtin printf '\e[%dA' $below
    end
    switch $ended[3]
        case 0
            _dockerhelp_take $ended[1] $ended[2]
        case 130
        case 126 127
            _dockerhelp_say "dockerhelp: $_dockerhelp_program is gone; install it again, or take dockerhelp --init out of your config.fish"
        case '*'
            builtin test -n "$ended[2]"; or set ended[2] "dockerhelp: the picker failed (exit code $ended[3])"
            _dockerhelp_say $ended[2]
    end
    builtin commandline --function repaint
end

# The answer: `insert CURSOR`, then the new line as it is.
function _dockerhelp_take --description 'puts the answer on the line'
    builtin printf '%s' $argv[1] | builtin read --local --null --delimiter \n first text
    if builtin string match --quiet '*'\n'*' -- $argv[1]
        and set -l point (builtin string replace --filter --regex '^insert (\d+)$' '$1' -- $first)
        builtin commandline --replace -- "$text"
        builtin commandline --cursor $point
    else if builtin test -n "$argv[2]"
        _dockerhelp_say $argv[2]
    end
end

function _dockerhelp_answer --description 'asks dockerhelp about the line, and takes a sure answer at once'
    _dockerhelp_pick --answer
end

function _dockerhelp_bind --description 'binds a key in every mode, with a warning where it is the person\'s own'
    set -l key $argv[1]
    builtin test -n "$key"; or return 0
    if builtin string match --quiet 'f*' -- $key; and builtin string match --quiet --regex '^[23]\.' -- $version
        set key -k $key # until fish 4
    end
    for mode in default insert
        set -l had (builtin bind --user --mode $mode $key 2>/dev/null)
        if builtin test -n "$had"; and not builtin string match --quiet '*_dockerhelp_*' -- $had
            builtin printf 'dockerhelp: %s was bound (%s) and asks dockerhelp now; to keep yours, choose another with --key\n' $argv[2] "$had" >&2
            break
        end
    end
    for mode in default insert
        builtin bind --mode $mode $key $argv[3]
    end
end

if status is-interactive
    _dockerhelp_bind @KEY@ @KEY_NAME@ _dockerhelp_pick
    _dockerhelp_bind @ANSWER_KEY@ @ANSWER_KEY_NAME@ _dockerhelp_answer
end
