"""Members of the association: people and organisations, and who speaks for an organisation."""
