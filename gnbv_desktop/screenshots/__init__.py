"""Pictures of the whole window over the samples, and the walk through it that tests use too."""
