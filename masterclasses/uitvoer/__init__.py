"""What an organiser prints or takes along: the list, badges and attendance certificates."""
