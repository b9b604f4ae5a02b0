"""Pages about insurance. What is said here of "the holder" is the organisation in the path."""
