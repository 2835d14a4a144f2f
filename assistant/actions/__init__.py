"""What is done with a finished command: copied to the person's clipboard, run. Each verb talks to the person only through what it
is handed."""
