"""What would change when something is pasted: shown before it is taken."""
