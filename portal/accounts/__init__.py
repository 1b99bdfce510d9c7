"""Who is learning: accounts, guests, sign-up, export and deletion."""
