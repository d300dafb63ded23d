"""The pack of a review meeting: slides and documents made of what the meeting kept."""
