"""What Docker itself is: its command line as tables of facts."""
