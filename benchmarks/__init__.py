"""Accuracy and speed of the kit on public data: `make benchmark DATA=folder`."""
