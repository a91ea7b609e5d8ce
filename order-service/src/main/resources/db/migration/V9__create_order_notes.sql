-- What operators noted on an order, and the points they gave with it. Rows are added by a branch in AT mode; nobody changes
-- them.
CREATE TABLE order_note (
  note_id    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  order_id   BIGINT       NOT NULL,
  text       VARCHAR(500) NOT NULL,
  points     BIGINT       NOT NULL,
  written_by VARCHAR(128) NOT NULL,
  written_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (note_id),
  KEY ix_order_note_order (order_id)
);
