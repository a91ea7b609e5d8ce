-- Where orders go that are over and old, with their history, units and refunds: the same columns, always. Whoever adds a
-- column to a table adds it to its archive.
CREATE TABLE orders_archive LIKE orders;
-- A key may be used again once its order is here, and nobody looks for due or unpaid ones.
ALTER TABLE orders_archive DROP KEY uq_orders_one_per_buyer_and_key, DROP KEY ix_orders_status_expire_at;
CREATE TABLE order_event_archive LIKE order_event;
CREATE TABLE order_unit_archive LIKE order_unit;
CREATE TABLE order_refund_archive LIKE order_refund;
