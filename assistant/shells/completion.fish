# Completion of dockerhelp's options in fish, made by `dockerhelp --completion fish`.
# A line an option: name|short name|what its value is called|what the value may be|help.
set -g _dockerhelp_options @OPTIONS@

function _dockerhelp_names --description 'topics, or all cards of all topics'
    set -l topics (command dockerhelp --topics 2>/dev/null </dev/null | builtin string match --regex '^\w[\w-]*')
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
        switch "$part[3] $part[4]"
            case '?*@files'
                set about $about --force-files
            case '?*@*'
                set about $about --arguments "(_dockerhelp_names "(builtin string replace --regex '.*@' '' -- $part[4])")"
            case '\[*' ' *'
            case '*'
                set about $about --arguments $part[4]
        end
        # A value that must be given; what may be left out, fish would ask for too.
        builtin string match --quiet --regex '^\w' -- $part[3]; and set about $about --require-parameter
        complete $about
    end
end
_dockerhelp_complete
