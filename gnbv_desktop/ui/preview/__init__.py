"""The report beside the work: pages that follow what is typed, and lead to where each figure was typed."""
