"""The pages that mix rooms: landing, home, topic, lesson, course tree, resources."""
