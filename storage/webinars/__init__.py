"""Webinars and meetings, and who comes to them."""
