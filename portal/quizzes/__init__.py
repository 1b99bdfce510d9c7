"""Questions, attempts and answers. What is right is known here and nowhere on a page before the answer."""
