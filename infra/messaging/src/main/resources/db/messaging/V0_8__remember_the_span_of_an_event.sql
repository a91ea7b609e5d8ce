-- The span that an event comes from, so that whoever hears it goes on from there.
ALTER TABLE outbox_message ADD COLUMN span_id CHAR(16) NULL;
