"""What leaves the office: a record cut down to what an audience may have. Nothing passes unless it is named."""
