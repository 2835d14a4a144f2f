"""The chat: `dockerhelp` with no question, in a terminal.

session (the loop at the terminal; plain for terminals that can do little) ► talk (what was said, what "it" is; draws nothing)
                                                                           ► commands/ (a file a slash command)
"""
