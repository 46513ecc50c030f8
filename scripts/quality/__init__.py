"""What is found and answered, against what is expected, and lists to judge by eye."""
