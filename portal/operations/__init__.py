"""Running the site: the server, the housekeeper, health."""
