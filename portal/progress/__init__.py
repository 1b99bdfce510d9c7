"""How far a learner is: what was opened, completed and kept, and summaries derived from the answers."""
