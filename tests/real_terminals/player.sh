#!/bin/sh
# Runs in the terminal: each line of the pipe is a number and a command. Says in `ended` with what status a
# command ended and how many lines and columns the terminal had then.
cd "$(dirname "$0")" || exit
stty -echo
exec 3<&0 <pipe
while read -r number command; do
    sh -c "$command" <&3
    echo "$number $? $(stty size <&3)" >>ended
done
