"""Faults put in on purpose: killed processes, failing system calls, full disks, several writers at once.

Every test asks the same of what is left: each change that was acknowledged is there, every file of the store
can be read, and the next command needs no help. With ``HASHIYA_FAULTS=all`` (``make test-faults``) every file
system call of every command gets its turn and the random kills are 1,000; without it, a part of them.
"""
