"""From a plan to what was found: values, never prose."""
