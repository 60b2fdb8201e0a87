"""The steps of the editorial workflow: each locks, checks, writes, logs and mails in one go."""
