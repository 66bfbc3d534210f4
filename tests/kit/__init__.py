"""Small scenarios, runs of them, and the laws that every run keeps."""
