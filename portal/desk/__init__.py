"""The authors’ desk in Django admin."""
