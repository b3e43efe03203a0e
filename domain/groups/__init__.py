"""Working groups, their members, and questions to them."""
