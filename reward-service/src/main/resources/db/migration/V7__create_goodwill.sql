-- Points an operator gave for an order. A row is added by a branch in AT mode, and nobody touches it until its global
-- transaction is decided; booked_at: when the points went to the account.
CREATE TABLE goodwill (
  goodwill_id VARCHAR(128) NOT NULL,
  order_id    VARCHAR(64)  NOT NULL,
  buyer_id    VARCHAR(64)  NOT NULL,
  points      BIGINT       NOT NULL,
  given_at    DATETIME(3)  NOT NULL,
  booked_at   DATETIME(3)  NULL,
  PRIMARY KEY (goodwill_id),
  KEY ix_goodwill_booked_at (booked_at),
  CONSTRAINT ck_goodwill_points_positive CHECK (points > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
