"""What programs read, and the page that tells people how."""
