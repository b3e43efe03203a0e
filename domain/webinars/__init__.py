"""Webinars and meetings: planned, announced, registered for, remembered, attended."""
