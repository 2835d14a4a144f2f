#!/bin/sh
# Stands in for dockerhelp in the tests of the widgets: keeps what it was asked, shows a row below the prompt, and waits for one key.
# i: writes the file `answer` beside itself · q: cancels · f: fails with a sentence · b: breaks off with no word at all
here=$(dirname "$0")
for word; do printf '%s\0' "$word"; done >"$here/asked.part"
mv "$here/asked.part" "$here/asked"
echo >>"$here/count"
# shellcheck disable=SC1091
case $1 in
  --explain-failure) if [ -e "$here/explains" ]; then . "$here/explains"; fi; exit ;;
esac
case " $* " in
  *" --answer "*) cat "$here/answer"; exit 0 ;;
esac
before=$(stty -g </dev/tty)
stty raw -echo </dev/tty
printf '\r\n[the picker]' >/dev/tty
key=$(dd bs=1 count=1 </dev/tty 2>/dev/null)
printf '\r\033[K\033[A' >/dev/tty
stty "$before" </dev/tty
case $key in
  i) cat "$here/answer" ;;
  f) echo "dockerhelp: the index is broken; ask again" >&2; exit 3 ;;
  b) exit 3 ;;
  *) exit 130 ;;
esac
