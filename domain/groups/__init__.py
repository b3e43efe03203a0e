"""The working groups: what there is, who is in which, and what members ask them."""
