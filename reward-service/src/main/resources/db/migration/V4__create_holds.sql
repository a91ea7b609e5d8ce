-- Points and a coupon set aside for a payment in flight. hold_id: the global transaction of a wallet checkout, or the id
-- of a provider payment. A CANCELLED row without an order is a tombstone: the cancel came first.
CREATE TABLE reward_hold (
  hold_id         VARCHAR(128) NOT NULL,
  status          VARCHAR(16)  NOT NULL,
  order_id        VARCHAR(64)  NULL,
  buyer_id        VARCHAR(64)  NULL,
  order_amount    BIGINT       NULL,
  points          BIGINT       NOT NULL DEFAULT 0,
  coupon_id       BIGINT       NULL,
  points_discount BIGINT       NOT NULL DEFAULT 0,
  coupon_discount BIGINT       NOT NULL DEFAULT 0,
  created_at      DATETIME(3)  NOT NULL,
  PRIMARY KEY (hold_id),
  KEY ix_reward_hold_order (order_id, status),
  KEY ix_reward_hold_status (status, created_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The lots the points were taken from, to give them back as they were.
CREATE TABLE reward_hold_lot (
  id         BIGINT       NOT NULL AUTO_INCREMENT,
  hold_id    VARCHAR(128) NOT NULL,
  order_id   VARCHAR(64)  NOT NULL,
  points     BIGINT       NOT NULL,
  expires_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY ix_reward_hold_lot_hold (hold_id, id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What an order was paid with, and how much of it came back.
CREATE TABLE redemption (
  order_id VARCHAR(64) NOT NULL,
  buyer_id VARCHAR(64) NOT NULL,
  points   BIGINT      NOT NULL,
  returned BIGINT      NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id),
  CONSTRAINT ck_redemption_returned_within_spent CHECK (returned BETWEEN 0 AND points)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- asked_*: what the refund asked for; points and coupon: what it got.
CREATE TABLE redemption_return (
  order_id     VARCHAR(64) NOT NULL,
  refund_id    VARCHAR(64) NOT NULL,
  asked_points BIGINT      NOT NULL,
  asked_coupon TINYINT(1)  NOT NULL,
  points       BIGINT      NOT NULL,
  coupon       TINYINT(1)  NOT NULL,
  PRIMARY KEY (order_id, refund_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
