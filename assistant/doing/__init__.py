"""Running what was found, for the one-shot door and for the chat: the errand (what a plan needs of the world) and the person at
a terminal. The commands themselves are run by actions/."""
