"""One index over lessons, quizzes, glossary and resources."""
