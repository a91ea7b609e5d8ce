-- The trace of the request or message that caused a step. First steps are written for whole batches and have none.
ALTER TABLE order_event ADD COLUMN trace_id VARCHAR(32) NULL;
