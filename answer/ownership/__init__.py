"""Who owns what: questions answered from the parsed table, completely, never from the top few results."""
