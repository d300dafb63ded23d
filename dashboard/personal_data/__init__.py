"""Personal data in a text that a person typed: found, named, and replaced before anybody else reads them."""
