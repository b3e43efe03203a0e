"""What the use cases ask of the outside: Protocols that `storage` and `bot` fulfil."""
