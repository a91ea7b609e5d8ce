CREATE TABLE points_account (
  buyer_id VARCHAR(64) NOT NULL,
  balance  BIGINT      NOT NULL,
  debt     BIGINT      NOT NULL,
  PRIMARY KEY (buyer_id),
  CONSTRAINT ck_points_balance_not_negative CHECK (balance >= 0),
  CONSTRAINT ck_points_debt_not_negative CHECK (debt >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Append-only. The sum of a buyer's points is balance minus debt.
CREATE TABLE points_entry (
  id         BIGINT      NOT NULL AUTO_INCREMENT,
  order_id   VARCHAR(64) NOT NULL,
  kind       VARCHAR(16) NOT NULL,
  buyer_id   VARCHAR(64) NULL,
  points     BIGINT      NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_points_once_per_order_and_kind (order_id, kind),
  KEY ix_points_entry_buyer (buyer_id, id),
  CONSTRAINT ck_points_entry_sign CHECK ((kind = 'GRANT' AND points >= 0) OR (kind = 'REVERSAL' AND points <= 0))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The row that puts everything done to the points of one order in a line.
CREATE TABLE rewarded_order (
  order_id VARCHAR(64) NOT NULL,
  PRIMARY KEY (order_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
