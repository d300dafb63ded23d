"""What the public reads without signing in: pages made on the server, from data to HTML, without any script."""
