"""What a program asks for, and the rows that answer it."""
