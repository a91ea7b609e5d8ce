-- Which orders' points moved on a day is asked once a day; entries are added at the index's end.
ALTER TABLE points_entry ADD KEY ix_points_entry_created_at (created_at);
