"""An optional language model puts an answer into its own words; what it writes is verified before anyone sees it."""
