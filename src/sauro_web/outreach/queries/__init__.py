"""Reading training and publicity."""
