"""What stands before the page: who may come in, how often, and what the browser is told; ASGI middleware, one file each."""
