# Completion of dockerhelp's options in fish, made by `dockerhelp --completion fish`.
# A line an option: name|short name|what its value is called|what the value may be|help.
set -g _dockerhelp_options @OPTIONS@

function _dockerhelp_names --description 'topics, or all cards of all topics'
    builtin command --search --quiet dockerhelp; or return
    set -l topics (command dockerhelp --topics 2>/dev/null </dev/null | builtin string replace --filter --regex '^(\w[\w-]*)\s+\d+ card.*' '$1')
    if builtin test $argv[1] = topics
        builtin printf '%s\n' $topics
    else
        command dockerhelp --topics $topics 2>/dev/null </dev/null |
            builtin string replace --filter --regex '^  (\w[\w-]*)(?:\s+(.*))?$' '$1\t$2'
    end
end

function _dockerhelp_complete --description 'tells fish of every option'
    complete --command dockerhelp --erase
    complete --command dockerhelp --no-files
    for row in (builtin string split \n -- $_dockerhelp_options)
        set -l part (builtin string split --max 4 '|' -- $row)
        set -l about --command dockerhelp --long-option $part[1] --description $part[5]
        builtin test -n "$part[2]"; and set about $about --short-option $part[2]
        set -l values $part[4]
        switch "$values"
            case @files
                set values '(__fish_complete_path)'
            case '@*'
                set values "(_dockerhelp_names "(builtin string sub --start 2 -- $values)")"
        end
        switch "$part[3]"
            case '[=*'
            case '' '[*' # a value that may be left out stands behind a blank: to fish, it belongs to no option
                builtin test -n "$values"; and complete --command dockerhelp --condition "__fish_contains_opt $part[1]" --arguments $values
                set values ''
            case '*'
                set about $about --exclusive
        end
        builtin test -n "$values"; and set about $about --arguments $values
        complete $about
    end
end
_dockerhelp_complete
