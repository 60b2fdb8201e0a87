"""The forms in which a description is written, made from the format itself."""
