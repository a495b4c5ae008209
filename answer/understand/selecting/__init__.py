"""How a question about lists, counts and owners is put together: heads, conditions, orders, each found by itself."""
