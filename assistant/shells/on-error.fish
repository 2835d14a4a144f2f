# After a docker command that failed: one quiet line. What fish knows is the command's text and its exit code, and no more.
# (Since 26.0 the docker client hands the message of a failed command to plugins that are named with "hooks" in ~/.docker/config.json,
# but only on a terminal, and with "features": {"hooks": "true"} there or DOCKER_CLI_HOOKS=1. Nothing here depends on it.)
function _dockerhelp_is_docker --description 'whether a docker command stands in the text: at its begin or after a separator'
    builtin string match --quiet '*docker*' -- $argv[1]
    and builtin string match --quiet --regex '(?:^|[;&|({!\n]|\b(?:and|or|not|begin)\s)\s*(?:(?:sudo|doas|env|time|command|exec|nice|nohup|-\S*|\w+=\S*)\s+)*docker(?:-compose)?(?:\s|$)' -- $argv[1]
end

# The shells can't all read with a time limit: sh ends who is late, so that the prompt waits for 0.3 seconds at most.
set -g _dockerhelp_watched '"$@" </dev/null & it=$!
{ sleep 0.25; kill $it; } >/dev/null & wait $it; kill $!'

# Two lines at most: the diagnosis, and what to ask about it.
function _dockerhelp_after --on-event fish_postexec --description 'has a failed docker command explained'
    set -l code $status
    set -g _dockerhelp_failed ''
    if builtin contains -- $code 0 130 146 148; or not _dockerhelp_is_docker $argv[1]
        return 0
    end
    if builtin command --search --quiet -- $_dockerhelp_program
        set -l said (command sh -c $_dockerhelp_watched sh $_dockerhelp_program --explain-failure --status $code -- $argv[1] 2>/dev/null)
        if builtin test -n "$said[1]"
            set -g _dockerhelp_failed $said[-1]
            set -l dim \e'[2m' \e'[22m'
            builtin test -z "$NO_COLOR"; or set dim '' ''
            builtin printf '%s%s [%s]%s\n' $dim[1] $said[1] @KEY_NAME@ $dim[2] >&2
        end
    end
end
