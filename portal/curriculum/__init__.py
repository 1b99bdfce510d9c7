"""What is taught: topics, lessons, resources, terms and diagrams, and how their text becomes HTML."""
