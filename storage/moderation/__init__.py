"""Messages at issue, warnings, sanctions and appeals."""
