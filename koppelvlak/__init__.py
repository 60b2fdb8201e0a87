"""What other programs and sites read of ours: the API, harvesting, identifiers, embedding."""
