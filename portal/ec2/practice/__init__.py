"""Scenarios to practise on: the learner picks a type and a way to pay, and the advisor says what it thinks of them."""
