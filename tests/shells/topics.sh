#!/bin/sh
# Stands in for dockerhelp in the tests of completion: what --topics prints, alone and with topics named.
[ "$1" = --topics ] || exit 2
shift
if [ $# = 0 ]; then
  printf '%s\n' 'build-x       89 cards: Build an image; Build with' '              several cards at once …' \
    'volumes       1 card: Create a volume …' '' 'dockerhelp --topics TOPIC lists the cards of a topic'
fi
for topic; do
  case $topic in
    build-x) printf '%s\n' build-x '  image-build     Build an image,' '                  from [a] file: all of it' '  image-tags      Tags' ;;
    volumes) printf '%s\n' volumes '  volume-create   Create a volume' ;;
    *) exit 2 ;;
  esac
done
